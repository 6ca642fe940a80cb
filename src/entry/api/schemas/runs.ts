import { z } from 'zod'
import { tlsCheckReportSchema } from '../../../wire/tls/check/report.ts'
import { id, saidFault, time } from './common.ts'

/** What takes a while and is followed live: an exchange, a connection test, a TLS check. */
export const run = z.object({
  /** `R-…`; known to the process that runs it, for an hour after its end. */
  id,
  kind: z.enum(['send', 'receive', 'test', 'tls-check']),
  partner: z.string().optional(),
  /** Of a TLS check: where to. */
  target: z.string().optional(),
  startedBy: z.string(),
  startedAt: time,
  endedAt: time.optional(),
  state: z.enum(['running', 'done', 'warning', 'failed']),
  progress: z
    .object({ what: z.string(), done: z.number(), total: z.number().optional() })
    .optional(),
  stages: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['running', 'passed', 'failed', 'skipped']),
      milliseconds: z.number().optional(),
      detail: z.object({ ja: z.string(), en: z.string() }).optional(),
      fault: saidFault.optional(),
    }),
  ),
  exchangeId: id.optional(),
  /** Documents that went over, with how each ended. */
  documents: z.array(
    z.object({
      id,
      documentType: z.string(),
      bytes: z.number(),
      outcome: z.enum([
        'delivered',
        'delivered-with-warning',
        'refused',
        'waiting',
        'withdrawn',
        'received',
        'repeated',
        'quarantined',
      ]),
    }),
  ),
  faults: z.array(saidFault.extend({ id })),
  /** Of a TLS check that has ended. */
  report: tlsCheckReportSchema.optional(),
  /** Why it stopped early. */
  failure: saidFault.optional(),
})
export type RunView = z.infer<typeof run>

export const runList = z.object({ items: z.array(run) })

export const receiveOrder = z.strictObject({
  /** 2007 edition: only documents of this kind; both or neither. */
  formatType: z.string().min(1).max(255).optional(),
  documentType: z.string().min(1).max(255).optional(),
  max: z.number().int().min(1).max(1_000_000).optional(),
})
export const sendOrder = z.strictObject({})

/**
 * Events of `/runs/:id/events`: `run` with the whole run, at first and at each change
 * (at most some a second); the last one has an `endedAt`, then the stream ends.
 */
export const runEvent = run

/** Events of `/events`: `changed` says which lists have new or changed rows; `run` as above. */
export const changedEvent = z.object({
  what: z.array(
    z.enum(['documents', 'exchanges', 'faults', 'partners', 'certificates', 'callers']),
  ),
})
export type ChangedEvent = z.infer<typeof changedEvent>
