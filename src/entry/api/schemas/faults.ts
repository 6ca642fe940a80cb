import { z } from 'zod'
import { formOfValue } from '../../../errors/index.ts'
import { cursor, id, limit, moment, name, pageOf, saidFault, time, yesOrNo } from './common.ts'

export const acknowledgement = z.object({ at: time, by: z.string(), comment: z.string() })

/** One event of the fault log: ステータス, ID, メッセージ, 対応方法 in both languages. */
export const fault = saidFault.extend({
  id,
  /** Of the first time. */
  at: time,
  /** What happens again while the fault is open is counted: how often, and when last. */
  times: z.number().int().min(1),
  lastAt: time,
  partner: z.string().optional(),
  exchangeId: id.optional(),
  attemptId: id.optional(),
  documentId: id.optional(),
  /** Of a caller that is not known: the record of its handshake, for `/attempts/:id/handshake`. */
  handshakeId: id.optional(),
  /** Absent: the fault is open. */
  acknowledged: acknowledgement.optional(),
})
export type FaultView = z.infer<typeof fault>

export const faultQuery = z.strictObject({
  partner: name.optional(),
  /** Eight digits of the catalogue. */
  number: z
    .string()
    .regex(/^\d{8}$/, formOfValue('fault-id'))
    .optional(),
  status: saidFault.shape.status.optional(),
  /** `true`: only those that nobody acknowledged. */
  open: yesOrNo.optional(),
  from: moment.optional(),
  to: moment.optional(),
  cursor: cursor.optional(),
  limit,
})
export const faultPage = pageOf(fault)
export const acknowledge = z.strictObject({ comment: z.string().trim().min(1).max(1000) })
