import type { HandshakeView } from '../../../../src/entry/api/contract.ts'
import type { Say } from '../../words/i18n.ts'
import { words, type WordKey } from '../../words/words.ts'

/** A handshake that was recorded to its last message. */
export interface KeptWhole {
  readonly record: NonNullable<HandshakeView['record']>
  readonly diagram: NonNullable<HandshakeView['diagram']>
}

type Fact = NonNullable<KeptWhole['record']['events'][number]['fact']>

/** Said elsewhere, or of no use to a reader. */
const hidden: ReadonlySet<string> = new Set(['kind', 'bytes', 'offset'])

/** What a message holds, as names and values, the way the record has them. */
export function factsOf(fact: Fact, t: Say): { name: string; values: string[] }[] {
  const rows = Object.entries(fact)
    .filter(([key]) => !hidden.has(key))
    .map(([key, value]) => ({ name: nameOf(key, t), values: valuesOf(value, t) }))
    .filter(({ values }) => values.length > 0)
  const place =
    'bytes' in fact ? [`${fact.offset} – ${fact.offset + fact.bytes}`] : [`${fact.offset}`]
  return [...rows, { name: t('wire.place'), values: place }]
}

function nameOf(key: string, t: Say): string {
  const word = `wire.${key}`
  return word in words ? t(word as WordKey) : key
}

function valuesOf(value: unknown, t: Say): string[] {
  if (value === undefined || value === null) return []
  if (typeof value === 'boolean') return [t(value ? 'word.yes' : 'word.no')]
  if (Array.isArray(value)) return value.flatMap((one) => valuesOf(one, t))
  if (typeof value === 'object') return [objectText(value)]
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : []
}

function objectText(value: object): string {
  const { name, bytes, subject, issuer, notAfter } = value as Record<string, string | number>
  if (subject !== undefined)
    return `${subject} ← ${issuer ?? ''} (– ${String(notAfter).slice(0, 10)})`
  if (name !== undefined) return bytes === undefined ? String(name) : `${name} (${bytes} B)`
  return JSON.stringify(value)
}
