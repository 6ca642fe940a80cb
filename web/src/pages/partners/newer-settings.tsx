import type { ReactNode } from 'react'
import { NewerNote } from '../../parts/newer-note.tsx'
import { useWords, type Say } from '../../words/i18n.ts'
import { words, type WordKey } from '../../words/words.ts'
import { secretFields, type Draft } from './draft.ts'

const secrets: ReadonlySet<string> = new Set(secretFields)

/** What somebody else changed of the settings that are typed here, by the names of the fields. */
export function NewerSettings(props: { newer: Partial<Draft>; accept: () => void }): ReactNode {
  const { t } = useWords()
  const rows = Object.entries(props.newer).map(([field, value]) =>
    secrets.has(field)
      ? ([nameOf(field.replace(/Removed$/u, ''), t), t('newer.secret')] as const)
      : ([nameOf(field, t), valueOf(value, t)] as const),
  )
  return rows.length === 0 ? null : <NewerNote rows={rows} accept={props.accept} />
}

function nameOf(field: string, t: Say): string {
  const word = `partner.${field}`
  return word in words ? t(word as WordKey) : field
}

function valueOf(value: Draft[keyof Draft] | undefined, t: Say): string {
  if (Array.isArray(value)) return t('newer.count', { count: value.length })
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
