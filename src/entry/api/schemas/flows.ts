import { z } from 'zod'
import { apiError, name, time } from './common.ts'
import { hold } from './holds.ts'

/** As in `hikyaku flow show --json`; what is in the parts is checked by the station. */
export const flowInput = z.looseObject({
  name,
  partner: name,
  direction: z.enum(['receive', 'send']),
  kind: z.union([
    z.literal('any'),
    z.strictObject({ formatType: z.string(), documentType: z.string() }),
  ]),
})
/** `makeFolder`: the flow's folder is made if there is none. */
export const flowAddition = flowInput.extend({ makeFolder: z.boolean().optional() })
/** With the revision that was looked at: `flow-changed` if somebody changed it since. */
export const flowChange = flowAddition.extend({ revision: z.number().int().optional() })
/** What the station gives a flow. A flow may be put back as it was shown: then it is left aside. */
const given = {
  id: z.string(),
  createdAt: time,
  timetableSince: time,
  expectationsSince: time.optional(),
  hold: hold.optional(),
}
export const flow = flowInput.extend({ ...given, revision: z.number().int() })
export const givenToFlow: readonly string[] = Object.keys(given)
export type FlowView = z.infer<typeof flow>

/** A planned run: the dates that it stands for, and what moved it. */
export const plannedRun = z.object({
  at: time,
  /** In the flow's own zone. */
  local: z.string(),
  nominal: z.array(z.string()),
  moved: z
    .object({
      business: z.boolean(),
      by: z.string(),
      name: z.string().optional(),
      provisional: z.boolean(),
    })
    .optional(),
  /** It rests on holidays that are not published yet. */
  provisional: z.boolean(),
})
export type PlannedRunView = z.infer<typeof plannedRun>
export const plannedRuns = z.object({ items: z.array(plannedRun) })

/** A flow that is being typed; what is not typed yet is left out. */
export const triedFlow = z.strictObject({
  /** Of a flow that there is: its own seconds hold. */
  id: z.string().max(100).optional(),
  name: z.string().max(1000).optional(),
  partner: z.string().max(1000).optional(),
  direction: z.enum(['receive', 'send']),
  kind: flowInput.shape.kind.optional(),
  timetable: z.record(z.string(), z.unknown()).optional(),
  folder: z.record(z.string(), z.unknown()).optional(),
})
export const flowTrial = z.object({
  runs: z.array(plannedRun),
  /** The name of the next file in the flow's folder. */
  fileName: z.string().optional(),
  /** What is wrong with it, each with its field. */
  troubles: z.array(apiError),
})

export const flowList = z.object({
  items: z.array(flow.extend({ next: time.optional() })),
})
/** Why nothing comes or goes on that day. */
export const flowSkip = z.strictObject({ reason: z.string().trim().min(1).max(1000) })

/** Days are counted from 1970-01-01. */
const calendarEntry = z.strictObject({
  kind: z.enum(['closed', 'open']),
  name: z.string().optional(),
  when: z.union([
    z.strictObject({ from: z.number().int(), to: z.number().int() }),
    z.strictObject({ month: z.number().int(), date: z.number().int() }),
  ]),
})
/** A calendar of the company's own, on top of a built-in one. */
export const calendarInput = z.strictObject({
  base: z.enum(['japan', 'everyday', 'banks']),
  weekend: z.array(z.number().int().min(0).max(6)).optional(),
  entries: z.array(calendarEntry),
})
/** A calendar that is being changed, and the year that is to be shown. */
export const triedCalendar = calendarInput.extend({ year: z.number().int().min(1970).max(9999) })
export const calendar = calendarInput.extend({ name })
export type CalendarView = z.infer<typeof calendar>
export const calendarList = z.object({ items: z.array(calendar) })
export const dayVerdict = z.object({
  business: z.boolean(),
  by: z.enum(['company', 'holiday', 'weekend', 'workday']),
  name: z.string().optional(),
  /** It rests on holidays that are not published yet. */
  provisional: z.boolean(),
})

export const calendarDays = z.object({ items: z.array(dayVerdict.extend({ date: z.string() })) })

export type CalendarDayView = z.infer<typeof calendarDays>['items'][number]
/** The bytes of a CSV in base64. */
export const calendarFile = z.strictObject({ content: z.base64().max(1_000_000) })
/** A text of days as it was read; lines that are none are told. */
export const calendarText = z.object({
  entries: z.array(calendarEntry),
  findings: z.array(z.object({ line: z.number().int(), text: z.string() })),
})
