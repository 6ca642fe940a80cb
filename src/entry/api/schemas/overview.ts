import { z } from 'zod'
import { time } from './common.ts'
import { documentState } from './documents.ts'
import { exchange } from './exchanges.ts'
import { fault } from './faults.ts'

const count = z.object({ from: time, inbox: z.number(), outbox: z.number(), mailbox: z.number() })

/** 今日の様子: what an operator looks at in the morning. */
export const overview = z.object({
  at: time,
  /** Midnight in the station's own time zone. */
  today: time,
  partners: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['jx-server', 'jx-client']),
      lastExchange: exchange.optional(),
      receivedToday: z.number(),
      sentToday: z.number(),
      /** 取り残し: what somebody should look after, by its state; no state of which there is none. */
      left: z.array(z.object({ state: documentState, count: z.number() })),
      /** Of its client certificate. */
      certificateDaysLeft: z.number().optional(),
    }),
  ),
  openFaults: z.object({ faults: z.number(), warnings: z.number(), newest: z.array(fault) }),
  /** Received documents at which nobody has looked. */
  unseen: z.number(),
  /** All client certificates, the first to expire first. */
  certificates: z.array(
    z.object({
      name: z.string(),
      notAfter: time,
      daysLeft: z.number(),
      usedBy: z.array(z.string()),
    }),
  ),
  /** The last 24 hours and 14 days, oldest first. */
  perHour: z.array(count),
  perDay: z.array(count),
})
export type Overview = z.infer<typeof overview>
