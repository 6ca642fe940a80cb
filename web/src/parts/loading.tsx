import { useEffect, useState, type ReactNode } from 'react'
import { useWords } from '../words/i18n.ts'

const patienceMilliseconds = 300

/** Says that something is on its way; not at once, so that quick answers do not flicker. */
export function Loading(): ReactNode {
  const { t } = useWords()
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), patienceMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p className="loading" role="status">
      {slow && t('app.loading')}
    </p>
  )
}
