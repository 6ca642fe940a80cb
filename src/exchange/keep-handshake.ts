import { createHash } from 'node:crypto'
import type { AttemptFacts } from './attempt.ts'
import type { Tables } from './ports.ts'

/**
 * Keeps the handshake of an attempt's connection, in the commit that records the attempt:
 * in full if the attempt failed, else in short, where all alike connections with a
 * partner are one record.
 *
 * @returns what the attempt says of it
 */
export async function keepHandshake(
  tables: Pick<Tables, 'handshakes'>,
  partner: string,
  { handshakeNote: note }: AttemptFacts,
  form: 'whole' | 'short',
): Promise<{ readonly handshakeId?: string }> {
  if (note === undefined) return {}
  const { at, outcome } = note
  const record = form === 'whole' ? note.whole() : note.short()
  const id = form === 'whole' ? note.id : shortId(partner, record)
  await tables.handshakes.keep({ id, at, outcome, form, partner, record })
  return { handshakeId: id }
}

function shortId(partner: string, record: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([partner, record]))
    .digest('hex')
  return `H-${hash.slice(0, 24).toUpperCase()}`
}
