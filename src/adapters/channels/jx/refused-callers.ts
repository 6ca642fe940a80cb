import { describeCause } from '../../../errors/index.ts'
import {
  QuietLog,
  RefusedCalls,
  type ExchangeContext,
  type Refusal,
  type StationLog,
} from '../../../domain/exchange/index.ts'
import { UnknownCallers, type UnknownCall } from '../../../domain/handshakes/index.ts'
import type { HandshakeRecord } from '../../../wire/tls/index.ts'
import type { RequestRefusal } from '../../../wire/http/index.ts'
import { requestRefused } from './request-refused.ts'
import { unknownCall } from './unknown-call.ts'

/** What becomes of callers that our server sends away. */
export interface RefusedCallers {
  /** It did not get through the handshake. */
  readonly handshakeFailed: (address: string, detail: string, record?: HandshakeRecord) => void
  /** It was refused for its client certificate, or for the lack of one. */
  readonly certificateRefused: (call: UnknownCall) => void
  readonly refused: (refusal: Refusal) => void
  /** What it sent was no request of HTTP. */
  readonly requestRefused: (address: string, refusal: RequestRefusal) => void
  /** Writes what is not written yet. */
  close(): Promise<void>
}

/** Each leaves a line in the log and a fault that counts, and a flood of them few of both. */
export function refusedCallers(context: ExchangeContext, log: StationLog): RefusedCallers {
  const strangers = new UnknownCallers(context)
  const lines = new QuietLog(log, context.clock)
  const notRecorded = (error: unknown, times: number): void => {
    const detail = `refused callers: ${describeCause(error)}`
    log.note({ event: 'not-recorded', about: { times }, detail })
  }
  const calls = new RefusedCalls(context, notRecorded)
  const certificateRefused = (call: UnknownCall): void => {
    strangers.note(call).catch((error: unknown) => {
      notRecorded(error, 1)
    })
  }
  return {
    handshakeFailed: (address, detail, record) => {
      const call = unknownCall({ address, detail, record }, context.random)
      lines.note({ event: 'caller-refused', about: { address }, detail: call.detail })
      certificateRefused(call)
    },
    certificateRefused,
    refused: (refusal) => {
      calls.note(refusal)
    },
    requestRefused: (address, refusal) => {
      const error = requestRefused(address, refusal)
      const { fault: name, params } = error
      lines.note({ event: 'caller-refused', fault: { name, params }, about: { address } })
      calls.note({ error, place: {} })
    },
    close: () => calls.close(),
  }
}
