import { z } from 'zod'

/** The practice retailer: a partner on this machine, to try a station without one. */
export const practice = z.object({
  running: z.boolean(),
  /** Its name among the partners; absent: it is none. */
  partner: z.string().optional(),
  /** Orders waiting in its mailbox. */
  waiting: z.number(),
})

export const practiceOrder = z.strictObject({
  orders: z.number().int().min(0).max(1000).default(3),
})
