import { stationId, type RandomText } from '../../../base/ids.ts'
import type { AttemptFacts, HandshakeNote } from '../../../domain/exchange/index.ts'
import { recordText, shortRecord, type HandshakeRecord } from '../../../wire/tls/index.ts'

/** Attempts over one connection share its record, and so its note. */
const notes = new WeakMap<HandshakeRecord, HandshakeNote>()

/** The note of a recorded handshake. */
export function noteOf(record: HandshakeRecord, random: RandomText): HandshakeNote {
  const known = notes.get(record)
  if (known !== undefined) return known
  const at = new Date(record.startedAt)
  const note: HandshakeNote = {
    id: stationId('H', at, random),
    at,
    outcome: record.outcome,
    whole: () => recordText(record),
    short: () => JSON.stringify(shortRecord(record)),
  }
  notes.set(record, note)
  return note
}

/** The facts of a call as the exchange keeps them, with the note of its handshake. */
export function withNote(
  { record, ...facts }: AttemptFacts & { readonly record?: HandshakeRecord },
  random: RandomText,
): AttemptFacts {
  return record === undefined ? facts : { ...facts, handshakeNote: noteOf(record, random) }
}
