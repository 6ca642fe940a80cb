import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { FaultView } from '../../../src/entry/api/contract.ts'
import { useRead } from '../api/queries.ts'
import { useWords } from '../words/i18n.ts'
import { useDesktopChoice } from './desktop-choice.ts'
import { newFaults } from './new-faults.ts'

/** More at once are one notice. */
const mostNotices = 3

/** Tells of new faults and late flows outside of the page, where somebody asked for it. */
export function DesktopNotices(): null {
  const { t, language } = useWords()
  const [, navigate] = useLocation()
  const { state } = useDesktopChoice()
  const { data } = useRead('overview.show', {}, { skip: state !== 'on' })
  const seen = useRef<ReadonlySet<string>>(undefined)
  const newest = state === 'on' ? data?.openFaults.newest : undefined
  useEffect(() => {
    if (newest === undefined) {
      seen.current = undefined
      return
    }
    const fresh = newFaults(seen.current, newest)
    seen.current = new Set([...(seen.current ?? []), ...newest.map(({ id }) => id)])
    if (fresh.length > mostNotices) {
      const text = { title: t('desktop.many', { count: fresh.length }), tag: 'hikyaku-faults' }
      show(text, () => navigate('/faults?open=true'))
      return
    }
    for (const fault of fresh) {
      show(noticeOf(fault, language), () => navigate(`/faults/${encodeURIComponent(fault.id)}`))
    }
    // What is new is told once, whatever else changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [newest])
  return null
}

interface Notice {
  readonly title: string
  readonly body?: string
  /** Of several pages that are open, the notice of one is seen. */
  readonly tag: string
}

function noticeOf({ id, number, text, partner }: FaultView, language: 'ja' | 'en'): Notice {
  const body = [partner, text[language].message].filter((one) => one !== undefined).join(': ')
  return { title: `Hikyaku ${number}`, body, tag: id }
}

function show({ title, body, tag }: Notice, open: () => void): void {
  try {
    const notice = new Notification(title, { tag, icon: '/icon.svg', ...(body && { body }) })
    notice.addEventListener('click', () => {
      focus()
      notice.close()
      open()
    })
  } catch {
    // Some browsers let only a service worker show them.
  }
}
