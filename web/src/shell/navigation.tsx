import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { Role } from '../../../src/entry/api/contract.ts'
import { useRead } from '../api/queries.ts'
import { Mark } from '../parts/mark.tsx'
import { useWords } from '../words/i18n.ts'
import type { WordKey } from '../words/words.ts'
import { useMay } from './session.ts'

interface Entry {
  readonly to: string
  readonly word: WordKey
  readonly role?: Role
  /** Other addresses that belong to it. */
  readonly also?: string
}

const groups: readonly { readonly word: WordKey; readonly entries: readonly Entry[] }[] = [
  {
    word: 'nav.group.daily',
    entries: [
      { to: '/', word: 'nav.home' },
      { to: '/inbox', word: 'nav.inbox' },
      { to: '/slips', word: 'nav.slips' },
      { to: '/matching', word: 'nav.matching' },
      { to: '/outbox', word: 'nav.outbox' },
      { to: '/mailbox', word: 'nav.mailbox' },
    ],
  },
  {
    word: 'nav.group.records',
    entries: [
      { to: '/faults', word: 'nav.faults' },
      { to: '/exchanges', word: 'nav.exchanges' },
      { to: '/callers', word: 'nav.callers' },
    ],
  },
  {
    word: 'nav.group.settings',
    entries: [
      { to: '/partners', word: 'nav.partners' },
      { to: '/flows', word: 'nav.flows' },
      { to: '/calendars', word: 'nav.calendars' },
      { to: '/alerts', word: 'nav.alerts' },
      { to: '/certificates', word: 'nav.certificates' },
      { to: '/tls-check', word: 'nav.tls' },
      { to: '/advisories', word: 'nav.advisories' },
      { to: '/clearing', word: 'nav.clearing' },
      { to: '/users', word: 'nav.users', role: 'admin' },
      { to: '/audit', word: 'nav.audit', role: 'admin' },
      { to: '/settings', word: 'nav.settings', role: 'admin' },
    ],
  },
]

export function Navigation(): ReactNode {
  const { t } = useWords()
  return (
    <nav className="frame-nav" aria-label={t('app.navigation')}>
      {groups.map(({ word, entries }) => (
        <div key={word} className="nav-group">
          <p className="nav-title" id={word}>
            {t(word)}
          </p>
          <ul aria-labelledby={word}>
            {entries.map((entry) => (
              <NavEntry key={entry.to} entry={entry} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function NavEntry({ entry }: { entry: Entry }): ReactNode {
  const { t } = useWords()
  const [path] = useLocation()
  const may = useMay(entry.role ?? 'viewer')
  if (!may) return null
  const here = entry.to === '/' ? path === '/' : path.startsWith(entry.to)
  return (
    <li>
      <Link href={entry.to} className="nav-link" aria-current={here ? 'page' : undefined}>
        {t(entry.word)}
        {entry.to === '/faults' && <OpenFaults />}
        {entry.to === '/inbox' && <Unseen />}
        {entry.to === '/matching' && <ToSettle />}
      </Link>
    </li>
  )
}

function Unseen(): ReactNode {
  const { t } = useWords()
  const { data } = useRead('overview.show', {})
  const count = data?.unseen ?? 0
  if (count === 0) return null
  return (
    <span className="nav-count nav-unseen">
      <span aria-hidden="true">{count}</span>
      <span className="only-read">{t('nav.unseen', { count })}</span>
    </span>
  )
}

function ToSettle(): ReactNode {
  const { t } = useWords()
  const { data } = useRead('matching.partners', {})
  const count = data?.open ?? 0
  if (count === 0) return null
  return (
    <span className="nav-count nav-to-settle">
      <span aria-hidden="true">{count}</span>
      <span className="only-read">{t('nav.to-settle', { count })}</span>
    </span>
  )
}

function OpenFaults(): ReactNode {
  const { t } = useWords()
  const { data } = useRead('overview.show', {})
  const count = data === undefined ? 0 : data.openFaults.faults + data.openFaults.warnings
  if (count === 0) return null
  return (
    <span className="nav-count">
      <Mark kind="fault" />
      <span aria-hidden="true">{count}</span>
      <span className="only-read">{t('nav.open-faults', { count })}</span>
    </span>
  )
}
