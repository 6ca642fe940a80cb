import { z } from 'zod'

import { defined } from '../../base/defined.ts'
import { formOfValue, HikyakuError, refusedSetting } from '../../errors/index.ts'
import { missedPolicies } from '../timetable/missed.ts'
import { shifts } from '../timetable/rule.ts'
import { webhookTarget } from '../webhooks/target.ts'
import { checkExpectations } from './check-expectations.ts'
import { checkFolder } from './check-folder.ts'
import { checkPrograms } from './check-programs.ts'
import {
  programSteps,
  type FlowSettings,
  type FlowTimetable,
  type HandOverPlace,
  type PickUpFolder,
} from './flow.ts'
import { checkTimetable } from './flow-timetable.ts'
import { withoutSecrets, withServers } from './program-webhooks.ts'

const text = z.string().trim().min(1)
const path = z.string().min(1).max(4096)
const minutes = z.number().int().min(1)
const ending = z.string().regex(/^\.[A-Za-z0-9_-]{1,16}$/, formOfValue('ending'))

const rule = z.strictObject({
  days: text,
  shift: z.enum(shifts).optional(),
  sameMonth: z.boolean().optional(),
  offset: z.number().int().min(-60).max(60).optional(),
  except: text.optional(),
  also: text.optional(),
  valid: z.strictObject({ from: text, to: text }).optional(),
  at: text.optional(),
  every: z.strictObject({ minutes: minutes.max(1440), from: text, until: text }).optional(),
  cron: text.optional(),
})

const timetable = z.strictObject({
  rules: z.array(rule).min(1).max(50),
  zone: z.string().default('Asia/Tokyo'),
  calendar: text.default('japan'),
  missed: z.enum(missedPolicies).default('once'),
  missedWithinHours: z
    .number()
    .int()
    .min(0)
    .max(24 * 31)
    .default(24),
  retryForMinutes: z
    .number()
    .int()
    .min(0)
    .max(24 * 60)
    .default(60),
  maxRunMinutes: minutes.max(24 * 60).default(120),
  overlap: z.enum(['queue', 'skip']).default('queue'),
  spreadSeconds: z.number().int().min(0).max(3600).optional(),
})

const pickUp = z.strictObject({
  kind: z.literal('pick-up'),
  path,
  name: text.max(255).default('*'),
  whole: z.enum(['stable', 'rename', 'trigger']).default('stable'),
  trigger: ending.optional(),
  looks: z.number().int().min(2).max(100).default(3),
  lookEverySeconds: z.number().int().min(1).max(3600).default(2),
  when: z.enum(['at-run', 'at-once']).default('at-run'),
  settleSeconds: z.number().int().min(0).max(3600).default(120),
  sameBytes: z.enum(['hold', 'send', 'refuse']).default('hold'),
  order: z.enum(['time', 'name']).default('time'),
  marker: z.boolean().default(false),
})

const handOver = z.strictObject({
  kind: z.literal('hand-over'),
  path,
  name: text.max(255).default('{type}_{id}{ext}'),
  exists: z.enum(['number', 'wait']).default('number'),
  waitLimitMinutes: minutes.max(100_000).default(60),
  doneFile: ending.optional(),
  mode: z
    .string()
    .regex(/^0?[0-7]{3}$/, formOfValue('mode'))
    .optional(),
  marker: z.boolean().default(false),
})

const folder = z.discriminatedUnion('kind', [pickUp, handOver])

const status = z.number().int().min(0).max(255)
/** A program, or a webhook in its place. */
export const programForm = z.strictObject({
  step: z.enum(programSteps),
  file: path,
  arguments: z.array(z.string()).default([]),
  ok: z.array(status).min(1).default([0]),
  warn: z.array(status).default([]),
  timeLimitSeconds: z.number().int().min(1).max(86_400).default(600),
  retries: z.number().int().min(0).max(100).default(2),
  retryAfterSeconds: z.number().int().min(0).max(86_400).default(60),
  repeat: z.enum(['again', 'ask']).default('again'),
  environment: z
    .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, formOfValue('variable')))
    .default([]),
  workingFolder: path.optional(),
  webhook: webhookTarget
    .omit({ server: true })
    .extend({
      payload: z.boolean().default(false),
      /** Given with a change, and kept apart. */
      url: z.string().min(1).max(2000).optional(),
      key: z.string().min(1).max(1000).optional(),
    })
    .optional(),
})

const expectation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('by-time'),
    at: text,
    days: text.default('business'),
    atLeast: z.number().int().min(1).default(1),
    graceMinutes: z.number().int().min(0).max(1440).default(0),
    since: z
      .string()
      .regex(/^\d{1,2}:\d{2}(?:-1b?)?$/, formOfValue('since-time'))
      .optional(),
    remindMinutes: z.number().int().min(0).max(1440).default(0),
  }),
  z.strictObject({
    kind: z.literal('fetched'),
    withinHours: z
      .number()
      .int()
      .min(1)
      .max(24 * 31),
    watch: z.strictObject({ from: text, until: text }).optional(),
    watchDays: text.default('business'),
  }),
  z.strictObject({ kind: z.literal('waiting'), atMostMinutes: minutes }),
])

const id = z.string().trim().min(1).max(255)

/** All that people set of a flow. */
export const flowForm = z.strictObject({
  name: text.max(100),
  partner: text.max(100),
  direction: z.enum(['receive', 'send']),
  kind: z.union([z.literal('any'), z.strictObject({ formatType: id, documentType: id })]),
  filtered: z.boolean().optional(),
  timetable: timetable.optional(),
  folder: folder.optional(),
  programs: z.array(programForm).max(20).optional(),
  expectations: z.array(expectation).max(50).optional(),
  keepDays: z.number().int().min(1).max(36_500).optional(),
  note: z.string().max(1000).optional(),
})

/** What may be left out has its default afterwards. */
export type FlowInput = z.input<typeof flowForm>

/**
 * Checks a flow's settings as a person, an import or a row of the database gives them.
 *
 * @throws HikyakuError setting-unknown, setting-invalid, timetable-invalid; the first found
 */
export function parseFlow(json: unknown): FlowSettings {
  const given = withServers(json)
  const result = flowForm.safeParse(given)
  if (!result.success) throw refusedSetting(flowForm, given, result.error, 'flow')
  const checked = result.data as FlowSettings
  const programs = checked.programs?.map(withoutSecrets)
  const settings = { ...checked, ...defined({ programs }) }
  if (settings.timetable !== undefined) checkTimetable(settings.timetable)
  checkExpectations(settings.direction, settings.expectations ?? [])
  checkPrograms(settings)
  checkTogether(settings)
  return settings
}

/**
 * Checks a timetable for itself, as it is typed.
 *
 * @throws HikyakuError setting-unknown, setting-invalid, timetable-invalid; the first found
 */
export function parseTimetable(json: unknown): FlowTimetable {
  const settings = partOf('timetable', timetable, json) as FlowTimetable
  checkTimetable(settings)
  return settings
}

/**
 * Reads a folder for itself, as it is typed.
 *
 * @throws HikyakuError setting-unknown, setting-invalid; the first found
 */
export function parseFolder(json: unknown): PickUpFolder | HandOverPlace {
  return partOf('folder', folder, json) as PickUpFolder | HandOverPlace
}

function partOf<S extends z.ZodType>(name: string, schema: S, json: unknown): z.output<S> {
  const whole = z.object({ [name]: schema })
  const result = whole.safeParse({ [name]: json })
  if (result.success) return result.data[name] as z.output<S>
  throw refusedSetting(whole, { [name]: json }, result.error, name)
}

/** What is right for itself and wrong together. */
function checkTogether({ direction, folder, filtered, kind }: FlowSettings): void {
  if (folder !== undefined && (folder.kind === 'pick-up') !== (direction === 'send')) {
    refuse(
      'folder',
      'a folder is picked up for sending and filled by receiving',
      'フォルダーの向きが業務と合いません',
    )
  }
  if (
    folder?.kind === 'pick-up' &&
    (folder.whole === 'trigger') !== (folder.trigger !== undefined)
  ) {
    refuse(
      'folder.trigger',
      'it goes with whole: trigger',
      'トリガーファイルの指定は whole: trigger と合わせます',
    )
  }
  if (folder !== undefined) checkFolder(folder)
  if (folder?.kind === 'pick-up' && kind === 'any') {
    refuse(
      'kind.documentType',
      'files that are picked up need the kind of document that they are',
      'フォルダーから送信する業務には、ドキュメントの種類が必要です',
    )
  }
  if (filtered === true && (kind === 'any' || direction === 'send')) {
    refuse(
      'filtered',
      'only one kind that is received can be asked for',
      '受信する 1 種類の業務だけに指定できます',
    )
  }
}

function refuse(setting: string, detail: string, detailJa: string): never {
  throw new HikyakuError('setting-invalid', { setting, detail, detailJa })
}
