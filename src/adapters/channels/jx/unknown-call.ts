import { defined } from '../../../base/defined.ts'
import type { RandomText } from '../../../base/ids.ts'
import type { UnknownCall } from '../../../domain/handshakes/index.ts'
import { explain, type HandshakeRecord } from '../../../wire/tls/index.ts'
import { noteOf } from './handshake-note.ts'

export interface SeenCall {
  readonly address: string
  /** What the library said of it. */
  readonly detail: string
  readonly record: HandshakeRecord | undefined
  /** Who it says it is. */
  readonly partner?: string
}

/** A handshake of a caller that we do not know for certain, as it is written down. */
export function unknownCall(
  { address, detail, record, partner }: SeenCall,
  random: RandomText,
): UnknownCall {
  const whose = defined({ partner })
  if (record === undefined) {
    // The library's texts hold addresses in memory, which are different each time.
    const cause = /\b(ERR_[A-Z_0-9]+|E[A-Z]{4,})\b/.exec(detail)?.[0] ?? detail.slice(0, 100)
    return { address, cause, detail, detailJa: detail, ...whose }
  }
  const { cause, side, summary } = explain(record, whose)
  const handshakeNote = noteOf(record, random)
  return { address, cause, detail: summary.en, detailJa: summary.ja, side, handshakeNote, ...whose }
}
