import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useWords } from '../words/i18n.ts'

export function NotFound(): ReactNode {
  const { t } = useWords()
  return (
    <div className="page">
      <h1>{t('app.missing')}</h1>
      <p>{t('app.missing-text')}</p>
      <Link href="/">{t('nav.home')}</Link>
    </div>
  )
}
