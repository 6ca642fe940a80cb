import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { FaultView } from '../../../src/entry/api/contract.ts'
import { useWords } from '../words/i18n.ts'
import { StateWord } from './mark.tsx'
import { momentText } from './moment.ts'

/** A few faults, each with its way to its page. */
export function FaultLines({ faults }: { faults: readonly FaultView[] }): ReactNode {
  const { t, language } = useWords()
  return (
    <ul className="fault-lines">
      {faults.map((fault) => (
        <li key={fault.id}>
          <StateWord kind={fault.status}>{t(`fault.state.${fault.status}`)}</StateWord>
          <Link href={`/faults/${encodeURIComponent(fault.id)}`}>{fault.number}</Link>
          <time dateTime={fault.at}>{momentText(fault.at, language)}</time>
          <span>{fault.text[language].message}</span>
        </li>
      ))}
    </ul>
  )
}
