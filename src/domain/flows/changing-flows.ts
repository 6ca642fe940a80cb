import { defined } from '../../base/defined.ts'
import { audited, type Actor, type AuditNote } from '../accounts/index.ts'
import { changesBetween } from '../accounts/changes.ts'
import type { Clock } from '../../base/clock.ts'
import { stationId, type RandomText } from '../../base/ids.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Ledger } from '../exchange/index.ts'
import { findPartner, type Partner } from '../partners/index.ts'
import type { Calendar } from '../timetable/index.ts'
import { calendarNamed } from './calendar-named.ts'
import { checkBeside } from './check-folder.ts'
import { parseFlow, type FlowInput } from './flow-schema.ts'
import { hoursOf } from './partner-hours.ts'
import { previewOf } from './preview.ts'
import { changedSecrets, secretsOf } from './program-webhooks.ts'
import { setHold, type HoldOrder } from '../holds/index.ts'
import { settingsOf, type Flow, type FlowSettings } from './flow.ts'

/** What changes of flows need of a station. */
export interface FlowContext {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly random: RandomText
}

/** @throws HikyakuError flow-unknown */
export async function findFlow(
  { ledger }: Pick<FlowContext, 'ledger'>,
  name: string,
): Promise<Flow> {
  const found = await ledger.flows.find(name)
  if (found === undefined) throw new HikyakuError('flow-unknown', { flow: name })
  return found
}

/**
 * Adds a flow, checked and noted.
 *
 * @throws HikyakuError flow-exists, flow-kind-taken, partner-unknown, calendar-unknown,
 * setting-invalid, setting-unknown, timetable-invalid
 */
export async function addFlow(context: FlowContext, actor: Actor, input: FlowInput): Promise<Flow> {
  const settings = await checked(context, parseFlow(input))
  const now = context.clock.now()
  const flow: Flow = {
    ...settings,
    id: stationId('W', now, context.random),
    revision: 1,
    createdAt: now,
    timetableSince: now,
    ...(settings.expectations === undefined ? {} : { expectationsSince: now }),
    ...programsSince(settings, undefined, now),
  }
  const note: AuditNote = {
    action: 'flow.add',
    subject: flow.name,
    detail: changesBetween({}, settings),
  }
  const secrets = secretsOf(input, settings, undefined)
  await audited(context, actor, note, ({ flows }) => flows.add(flow, secrets))
  return flow
}

/**
 * Replaces the settings of a flow. A timetable that changed counts from now on: nothing that
 * lies before is missed.
 *
 * @param revision what the person had looked at.
 * @returns the flow as it stands; the same object's revision if nothing changed.
 * @throws HikyakuError flow-unknown, flow-changed, flow-exists, flow-kind-taken; as addFlow
 */
export async function changeFlow(
  context: FlowContext,
  actor: Actor,
  { name, revision, input }: { name: string; revision?: number; input: FlowInput },
): Promise<Flow> {
  const before = await findFlow(context, name)
  if (revision !== undefined && revision !== before.revision) {
    throw new HikyakuError('flow-changed', { flow: name })
  }
  const settings = await checked(context, parseFlow(input))
  refuseMove(before, settings)
  const secrets = secretsOf(input, settings, before)
  const renewed = changedSecrets(secrets).join(', ')
  const detail = {
    ...changesBetween(parseFlow(settingsOf(before)), settings),
    ...(renewed === '' ? {} : { webhook: renewed }),
  }
  if (Object.keys(detail).length === 0) return before
  const flow: Flow = {
    ...settings,
    id: before.id,
    revision: before.revision + 1,
    createdAt: before.createdAt,
    timetableSince: 'timetable' in detail ? context.clock.now() : before.timetableSince,
    ...expectedSince(before, 'expectations' in detail, context.clock.now()),
    ...programsSince(settings, before, context.clock.now()),
  }
  const note: AuditNote = { action: 'flow.set', subject: name, detail }
  const done = await audited(
    context,
    actor,
    (replaced: boolean) => (replaced ? note : undefined),
    ({ flows }) => flows.replace(flow, { at: context.clock.now(), secrets }),
  )
  if (!done) throw new HikyakuError('flow-changed', { flow: name })
  return flow
}

/** A deadline that was set today is not late for what came before it was set. */
function expectedSince(
  { expectationsSince }: Flow,
  isChanged: boolean,
  now: Date,
): Pick<Flow, 'expectationsSince'> {
  const since = isChanged ? now : expectationsSince
  return defined({ expectationsSince: since })
}

/** A program that is changed is still due for what it was due for; a new one for nothing yet. */
function programsSince(
  { programs }: FlowSettings,
  before: Flow | undefined,
  now: Date,
): Pick<Flow, 'programsSince'> {
  if (programs === undefined || programs.length === 0) return {}
  const since = programs.map(({ step }) => [step, before?.programsSince?.[step] ?? now] as const)
  return { programsSince: Object.fromEntries(since) }
}

/** Removes a flow; its past stays. @throws HikyakuError flow-unknown */
export async function removeFlow(context: FlowContext, actor: Actor, name: string): Promise<void> {
  const flow = await findFlow(context, name)
  const at = context.clock.now()
  const note = { action: 'flow.remove', subject: name } as const
  await audited(context, actor, note, async ({ flows, holds }) => {
    await holds.end({ of: 'flow', id: flow.id }, at)
    await flows.remove(flow, at)
  })
}

/**
 * Stops a flow (保留), or lets it go on.
 *
 * @returns false if it was so already. @throws HikyakuError flow-unknown, setting-invalid
 */
export async function holdFlow(
  context: FlowContext,
  actor: Actor,
  { name, hold }: { readonly name: string; readonly hold: HoldOrder | undefined },
): Promise<boolean> {
  const { id } = await findFlow(context, name)
  return setHold(context, actor, { subject: { of: 'flow', id }, name, hold })
}

/** What the settings name must be there, and fit. */
async function checked(
  { ledger, clock }: FlowContext,
  settings: FlowSettings,
): Promise<FlowSettings> {
  const partner = await findPartner(ledger, settings.partner)
  const { timetable, direction, filtered } = settings
  const others = (await ledger.flows.list()).filter(({ name }) => name !== settings.name)
  checkBeside(settings, others)
  if (timetable !== undefined) {
    const own = await ledger.calendars.list()
    const calendar = calendarNamed(timetable.calendar, own, dayOfNow(clock))
    refuseOutside(settings, { calendar, partner, clock })
    if (partner.kind === 'jx-client' && direction === 'receive') {
      refuse(
        'timetable',
        'this partner calls us: it decides when',
        'この接続先は相手から接続してくるため、時刻表は使えません',
      )
    }
  }
  if (filtered === true && partner.kind === 'jx-server' && partner.edition === '2004') {
    refuse(
      'filtered',
      'the 2004 edition cannot ask for one kind',
      '2004 年版では種類を指定して受信できません',
    )
  }
  return settings
}

/** So many of the next runs are held against the partner's hours. */
const lookedAhead = 100

/** A time at which the partner must not be called would only ever be skipped. */
function refuseOutside(
  { direction, timetable }: FlowSettings,
  { calendar, partner, clock }: { calendar: Calendar; partner: Partner; clock: Clock },
): void {
  const hours = hoursOf(partner, clock)
  if (hours === undefined || timetable === undefined) return
  const unspread = { id: '', direction, timetable: { ...timetable, spreadSeconds: 0 } }
  const next = { after: clock.now(), count: lookedAhead }
  const outside = previewOf(unspread, calendar, next).find(({ at }) => !hours.isOpen(at.getTime()))
  if (outside === undefined) return
  refuse(
    'timetable',
    `the run of ${outside.local} is outside of the partner’s hours (${hours.text})`,
    `${outside.local} の予定は、接続先の運用時刻（${hours.text}）の外です`,
  )
}

/** A flow belongs to one partner and direction for good: its past would tell of another. */
function refuseMove(before: Flow, after: FlowSettings): void {
  if (before.partner !== after.partner) {
    refuse(
      'partner',
      'a flow stays with its partner; make another flow',
      '業務の接続先は変更できません。別の業務を作ってください',
    )
  }
  if (before.direction !== after.direction) {
    refuse(
      'direction',
      'a flow keeps its direction; make another flow',
      '業務の向きは変更できません。別の業務を作ってください',
    )
  }
}

function dayOfNow(clock: Clock): number {
  return Math.floor(clock.now().getTime() / 86_400_000)
}

function refuse(setting: string, detail: string, detailJa: string): never {
  throw new HikyakuError('setting-invalid', { setting, detail, detailJa })
}
