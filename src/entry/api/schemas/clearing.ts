import { z } from 'zod'
// By their own files: the console reads this, and must not load the business.
import { documentParts, otherKinds } from '../../../domain/clearing/ports.ts'
import { stayReasons } from '../../../domain/clearing/why-it-stays.ts'
import { document } from './documents.ts'
import { moment, name, time } from './common.ts'

const days = z.number().int().min(1)

/** How long things are kept, in days; what is left out stays for ever. */
export const clearingSettings = z.strictObject({
  /** `HH:MM` in Japan: from then on the clearing of a day runs. */
  at: z.string().optional(),
  /** Payloads of documents, where their flow says nothing. */
  payloadDays: days.optional(),
  recordDays: days.optional(),
  messageIdDays: days.optional(),
  exchangeDays: days.optional(),
  faultDays: days.optional(),
  outputDays: days.optional(),
  auditDays: days.optional(),
})
export type ClearingSettingsView = z.infer<typeof clearingSettings>

/** A part of what is old; without it all of it. */
export const clearingRange = z.strictObject({
  flow: name.optional(),
  /** Payloads settled before that moment, whatever days are set. */
  before: moment.optional(),
  /** Documents at most. */
  most: z.coerce.number<number | string>().int().min(1).max(1_000_000).optional(),
})

const history = z.object(
  Object.fromEntries(otherKinds.map((kind) => [kind, z.number()])) as Record<
    (typeof otherKinds)[number],
    z.ZodNumber
  >,
)

/** What would go now, and what is old enough and stays. */
export const clearingPreview = z.object({
  settings: clearingSettings,
  payloads: z.number(),
  bytes: z.number(),
  records: z.number(),
  history,
  /** The first of them, and since when their days count. */
  documents: z.array(z.object({ part: z.enum(documentParts), document, settledAt: time })),
  staying: z.array(z.object({ why: z.enum(stayReasons), count: z.number() })),
})
export type ClearingPreviewView = z.infer<typeof clearingPreview>

export const clearingReport = z.object({
  payloads: z.number(),
  bytes: z.number(),
  records: z.number(),
  history,
  /** Files that stay until a backup is done. */
  waitForBackup: z.number(),
})
