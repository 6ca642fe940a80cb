import { randomText } from '../../../base/ids.ts'
import type { Operation, Seen } from '../../../domain/exchange/index.ts'
import type { Count } from '../../../wire/http/index.ts'
import type { MessageHeader } from '../../../wire/jx/index.ts'
import { subjectOf } from '../../../wire/tls/index.ts'
import { noteOf } from './handshake-note.ts'
import type { Wire } from './server-order.ts'

/** A call while it is served. */
export interface ServedRequest extends Wire {
  readonly startedAt: Date
  readonly received: Count
  /** Of the answer. */
  readonly sent: Count
  /** Learned when the envelope is read. */
  operation?: Operation
  messageId?: string
  header?: MessageHeader
  /** What is left is to answer: it is in the database already. */
  recorded?: boolean
}

/** What was seen of a call. Put and Confirm are recorded before they are answered: with 200. */
export function seenOf(call: ServedRequest, answered = true): Seen {
  const { connection, response } = call
  const { record } = connection
  const status = response.headersSent ? response.statusCode : 200
  const [leaf] = connection.clientChain
  return {
    startedAt: call.startedAt,
    facts: {
      ...(answered ? { httpStatus: status } : {}),
      bytesSent: call.sent.bytes,
      bytesReceived: call.received.bytes,
      remote: connection.remote,
      ...(record === undefined ? {} : { handshakeNote: noteOf(record, randomText) }),
      handshake: {
        version: connection.version,
        suite: connection.suite,
        clientCertificate: leaf !== undefined,
        ...(leaf === undefined ? {} : { peer: subjectOf(leaf) }),
      },
    },
  }
}
