import { createHash } from 'node:crypto'
import type { AttemptFacts, HandshakeNote } from '../exchange/attempt.ts'
import type { Tables } from '../exchange/ports.ts'
import type { KeptHandshake } from './shelves.ts'

interface Short {
  readonly id: string
  readonly partner: string
  readonly record: string
}

/** Written once a connection, however many calls it carries. */
const shorts = new WeakMap<HandshakeNote, Short>()
/** Those that a commit of this process has kept. */
const kept = new WeakSet<Short>()

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
  const { id, record } =
    form === 'whole' ? { id: note.id, record: note.whole() } : shortOf(note, partner)
  await tables.handshakes.keep({ id, at, outcome, form, partner, record })
  return { handshakeId: id }
}

/** The short form of a handshake for a command, and what is to be said when it is committed. */
interface ShortHandshake {
  readonly handshakeId?: string
  /** Absent: it is kept by now, or there is none. */
  readonly handshake?: KeptHandshake
  readonly committed: () => void
}

/** The same for an attempt that is written as data: the record goes with the first of them. */
export function shortHandshake(
  partner: string,
  { handshakeNote: note }: AttemptFacts,
): ShortHandshake {
  if (note === undefined) return { committed: () => undefined }
  const short = shortOf(note, partner)
  const { id, record } = short
  if (kept.has(short)) return { handshakeId: id, committed: () => undefined }
  const { at, outcome } = note
  return {
    handshakeId: id,
    handshake: { id, at, outcome, form: 'short', partner, record },
    committed: () => {
      kept.add(short)
    },
  }
}

function shortOf(note: HandshakeNote, partner: string): Short {
  const known = shorts.get(note)
  if (known?.partner === partner) return known
  const record = note.short()
  const hash = createHash('sha256')
    .update(JSON.stringify([partner, record]))
    .digest('hex')
  const short = { id: `H-${hash.slice(0, 24).toUpperCase()}`, partner, record }
  shorts.set(note, short)
  return short
}
