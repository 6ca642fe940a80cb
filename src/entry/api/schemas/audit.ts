import { z } from 'zod'
import { formOfValue } from '../../../errors/index.ts'
import { cursor, limit, moment, pageOf, time } from './common.ts'

/** Who changed what, and when. Each entry vouches for the one before it. */
const auditEntry = z.object({
  /** 1, 2, 3, … without a gap. */
  number: z.number(),
  at: time,
  /** A user, an API token, or a user of the operating system. */
  actor: z.string(),
  /** `console` and `token`: through this API; `command`: the command line; `station`: by itself. */
  via: z.enum(['console', 'token', 'command', 'station']),
  /** As in `partner.change`. */
  action: z.string(),
  /** A name or an id. */
  subject: z.string(),
  /** Old and new values, never a secret. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  hash: z.string(),
})
export type AuditView = z.infer<typeof auditEntry>

export const auditQuery = z.strictObject({
  actor: z.string().max(255).optional(),
  action: z.string().max(255).optional(),
  subject: z.string().max(255).optional(),
  from: moment.optional(),
  to: moment.optional(),
  cursor: cursor.optional(),
  limit,
})
export const auditPage = pageOf(auditEntry)

export const auditCheck = z.strictObject({
  /** The head of an earlier check, kept elsewhere: it must be in the log. */
  head: z
    .string()
    .regex(/^[0-9a-f]{64}$/, formOfValue('hash'))
    .optional(),
})

/** Whether the log is as it was written. */
export const auditVerdict = z.object({
  entries: z.number(),
  /** Hash of the newest entry; kept elsewhere, it shows later whether the end was cut off. */
  head: z.string(),
  /** The first entry that is not what was written. */
  broken: z.object({ number: z.number(), ja: z.string(), en: z.string() }).optional(),
})
