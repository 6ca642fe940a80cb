import type { z } from 'zod'
import type { HoldOrder } from '../../domain/holds/index.ts'
import type { holdOrder } from './schemas/holds.ts'

/** A hold as a request asks for it. */
export function holdOf({ reason, until }: z.output<typeof holdOrder>): HoldOrder {
  return until === undefined ? { reason } : { reason, until: new Date(until) }
}
