import { z } from 'zod'
import { time } from './common.ts'

const subject = z.string().min(1).max(200)

/** What a person decides before; each is optional. */
export const recoveryOrder = z.strictObject({
  /** Frees this lease whoever holds it. */
  freeLease: subject.optional(),
  /** A document that arrived in its folder. */
  given: subject.optional(),
  /** A document that is to be handed over again. */
  giveAgain: subject.optional(),
})

const ids = z.array(z.string())

export const recovery = z.object({
  interruptedExchanges: z.number(),
  draftsRemoved: z.number(),
  /** Data without a record, moved to lost+found. */
  payloadsPutAside: ids,
  /** Documents whose data was put back from lost+found. */
  payloadsPutBack: ids,
  /** Data without a record that stays while other processes are at work. */
  payloadsLeft: z.number(),
  handOversSettled: z.number(),
  /** The faults that tell of it. */
  faults: ids,
  leases: z.array(
    z.object({ name: z.string(), heldBy: z.string(), takenAt: time, held: z.boolean() }),
  ),
})
export type RecoveryView = z.infer<typeof recovery>
