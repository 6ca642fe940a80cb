import type { RandomText } from '../../base/ids.ts'
import type { UnknownCall } from '../../exchange/index.ts'
import { explain, type HandshakeRecord } from '../../tls/index.ts'
import { noteOf } from './handshake-note.ts'

/** A handshake of a caller without a name, as it is written down. */
export function unknownCall(
  address: string,
  detail: string,
  record: HandshakeRecord | undefined,
  random: RandomText,
): UnknownCall {
  if (record === undefined) {
    // The library's texts hold addresses in memory, which are different each time.
    const cause = /\b(ERR_[A-Z_0-9]+|E[A-Z]{4,})\b/.exec(detail)?.[0] ?? detail.slice(0, 100)
    return { address, cause, detail, detailJa: detail }
  }
  const { cause, summary } = explain(record)
  const handshakeNote = noteOf(record, random)
  return { address, cause, detail: summary.en, detailJa: summary.ja, handshakeNote }
}
