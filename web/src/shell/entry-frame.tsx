import type { ReactNode } from 'react'
import { useWords } from '../words/i18n.ts'
import { LanguageSwitch, SchemeSwitch } from './switches.tsx'

/** The page before anybody is signed in. */
export function EntryFrame({ children }: { children: ReactNode }): ReactNode {
  const { t } = useWords()
  return (
    <div className="entry">
      <header className="entry-header">
        <LanguageSwitch />
        <SchemeSwitch />
      </header>
      <main className="entry-main">
        <p className="entry-brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          {t('app.name')}
        </p>
        {children}
      </main>
    </div>
  )
}
