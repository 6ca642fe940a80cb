import { Suspense, useEffect, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useLiveUpdates } from '../api/events.ts'
import { Loading } from '../parts/loading.tsx'
import { StateWord } from '../parts/mark.tsx'
import { useWords } from '../words/i18n.ts'
import { DesktopNotices } from './desktop-notices.tsx'
import { FindSlips } from './find-slips.tsx'
import { Navigation } from './navigation.tsx'
import { Pages } from './pages.tsx'
import { LanguageSwitch, SchemeSwitch } from './switches.tsx'
import { UserMenu } from './user-menu.tsx'

/** What stands around every page: the way to the others, the language, who is signed in. */
export function Frame(): ReactNode {
  const { t } = useWords()
  const live = useLiveUpdates()
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="frame-header">
        <span className="frame-brand">
          <img src="/icon.svg" alt="" width="22" height="22" />
          <span>{t('app.name')}</span>
        </span>
        <FindSlips />
        <span className="frame-live" role="status">
          {!live && <StateWord kind="warning">{t('app.not-live')}</StateWord>}
        </span>
        <LanguageSwitch />
        <SchemeSwitch />
        <UserMenu />
      </header>
      <DesktopNotices />
      <Navigation />
      <main id="content" className="frame-main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <FocusOnMove />
          <Pages />
        </Suspense>
      </main>
    </div>
  )
}

/** A new page begins at its heading, for the keyboard and for screen readers. */
function FocusOnMove(): ReactNode {
  const [path] = useLocation()
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) return
    document.getElementById('content')?.focus({ preventScroll: true })
  }, [path])
  return null
}
