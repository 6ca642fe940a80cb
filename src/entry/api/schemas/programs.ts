import { z } from 'zod'
import { programSteps } from '../../../domain/flows/flow.ts'
import { programStates } from '../../../domain/flows/program-states.ts'
import { id, time } from './common.ts'

/** A program that was started for a document or a run, and what became of it. */
export const programRun = z.object({
  /** The document, or the run: `FLOW@MOMENT`. */
  subject: z.string(),
  step: z.enum(programSteps),
  flowId: id,
  exchangeId: id.optional(),
  state: z.enum(programStates),
  attempt: z.number(),
  file: z.string(),
  startedAt: time,
  endedAt: time.optional(),
  nextTryAt: time.optional(),
  /** Its exit status; absent: it did not end by itself. */
  status: z.number().optional(),
  /** What it printed: the first and the last of it. */
  output: z.string().optional(),
  faultId: z.string().optional(),
})
export const programList = z.object({ items: z.array(programRun) })
