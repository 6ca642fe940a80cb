import {
  keptBytes,
  type StationDocument,
  type StoredPayload,
} from '../../../domain/exchange/index.ts'
import type { PayloadSource } from '../../../wire/jx/index.ts'

/** What goes out, in either role, is what was kept; if not, its envelope never becomes whole. */
export function payloadSource(document: StationDocument, payload: StoredPayload): PayloadSource {
  return {
    bytes: payload.bytes,
    chunks: () => keptBytes(document, document.wire, payload.passing()),
  }
}
