import { z } from 'zod'
import { cursor, id, limit, moment, name, pageOf, time } from './common.ts'
import { fault } from './faults.ts'
import { programRun } from './programs.ts'

export const exchange = z.object({
  id,
  partner: z.string(),
  kind: z.enum(['send', 'receive', 'serve']),
  startedAt: time,
  endedAt: time.optional(),
  /** Absent while it runs. */
  outcome: z.enum(['done', 'warning', 'failed', 'interrupted']).optional(),
  documents: z.number(),
})
export type ExchangeView = z.infer<typeof exchange>

export const attempt = z.object({
  id,
  exchangeId: id,
  operation: z.enum(['PutDocument', 'GetDocument', 'ConfirmDocument']),
  /** 1 for the first try of this call, then up. */
  number: z.number(),
  documentId: id.optional(),
  messageId: z.string().optional(),
  startedAt: time,
  endedAt: time.optional(),
  outcome: z
    .enum([
      'accepted',
      'duplicate',
      'document',
      'nothing',
      'confirmed',
      'already-confirmed',
      'refused',
      'not-sent',
      'in-doubt',
    ])
    .optional(),
  faultId: z.string().optional(),
  httpStatus: z.number().optional(),
  bytesSent: z.number(),
  bytesReceived: z.number(),
  remote: z.string().optional(),
  handshake: z
    .object({
      version: z.string(),
      suite: z.string(),
      peer: z.string().optional(),
      clientCertificate: z.boolean(),
    })
    .optional(),
})
export type AttemptView = z.infer<typeof attempt>

export const exchangeQuery = z.strictObject({
  partner: name.optional(),
  kind: exchange.shape.kind.optional(),
  outcome: z.enum(['done', 'warning', 'failed', 'interrupted', 'running']).optional(),
  from: moment.optional(),
  to: moment.optional(),
  cursor: cursor.optional(),
  limit,
})
export const exchangePage = pageOf(exchange)
export const exchangeDetail = z.object({
  exchange,
  attempts: z.array(attempt),
  faults: z.array(fault),
  /** Programs that were started for its documents, or after it. */
  programs: z.array(programRun),
})
