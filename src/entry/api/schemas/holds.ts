import { z } from 'zod'
import { moment, time } from './common.ts'

/** Why and since when a flow or a partner is on hold; `of` says which of the two. */
export const hold = z.object({
  of: z.enum(['flow', 'partner']),
  reason: z.string(),
  by: z.string(),
  at: time,
  until: time.optional(),
})
export type HoldView = z.infer<typeof hold>

/** It ends by itself at `until`. */
export const holdOrder = z.strictObject({
  reason: z.string().trim().min(1).max(1000),
  until: moment.optional(),
})
