import { defined } from '../../base/defined.ts'
import { stationId } from '../../base/ids.ts'
import { catalogue, type FaultEntry, type FaultName } from '../../errors/index.ts'
import type { ExchangeContext, Fault } from '../exchange/index.ts'
import { endedBy } from '../exchange/index.ts'
import { closingAfter, inJapan, parseHours } from '../timetable/index.ts'
import type { AlertRule } from './alert-rule.ts'
import type { AlertItem, MessageKind } from './ports.ts'

const minute = 60_000
const hour = 60 * minute
/** Faults that are older when a rule first looks are no news. */
const reach = 7 * 24 * hour
/** Faults that are read at once, and most of these of one look: nobody reads of more. */
const mostAtOnce = 500
const mostPages = 20
/** What is tried again by itself is told of when it has stood so long. */
const patience = 5 * minute
/** Their patience is in their deadline: told at once, while there is time to act. */
const overdue: ReadonlySet<FaultName> = new Set([
  'expected-late',
  'due-soon',
  'not-fetched',
  'documents-wait',
])
/** That something ended is told when it has stayed so. */
const settled = 2 * minute
/** Of one rule; what comes beyond waits and goes in one message. */
const mostMessagesAnHour = 20

/** Makes the messages that are due of all rules: new faults, those that ended, reminders. */
export async function gatherAlerts(context: ExchangeContext): Promise<void> {
  for (const rule of await context.ledger.alerts.rules()) {
    await collect(context, rule)
    if (!isQuiet(rule, context.clock.now())) await group(context, rule)
  }
}

/** Outside of its hours a rule keeps what it has, and tells it in one message when they begin. */
function isQuiet({ hours }: AlertRule, now: Date): boolean {
  if (hours === undefined) return false
  return closingAfter(parseHours(hours), inJapan(now), now.getTime()) === undefined
}

/** Whether a rule tells of a fault. */
export function isFor(rule: AlertRule, { name, params, partner }: Fault): boolean {
  const { status } = catalogue[name] as FaultEntry
  if (rule.severity === 'fault' && status === 'warning') return false
  if (rule.partner !== undefined && rule.partner !== partner) return false
  if (rule.flow !== undefined && rule.flow !== params['flow']) return false
  // Whoever stopped the partner knows.
  if (name === 'partner-on-hold') return false
  // A rule that fails does not tell of itself: the others and the console do.
  return !(name === 'alert-not-sent' && params['rule'] === rule.name)
}

async function collect({ ledger, clock }: ExchangeContext, rule: AlertRule): Promise<void> {
  const known = await ledger.alerts.findRule(rule.name)
  const oldest = new Date(Math.max(known?.since.getTime() ?? 0, clock.now().getTime() - reach))
  const items = new Set((await ledger.alerts.items(rule.name)).map(({ faultId }) => faultId))
  for await (const fault of openSince(ledger, oldest)) {
    if (items.has(fault.id) || !isFor(rule, fault)) continue
    const { retry } = catalogue[fault.name] as FaultEntry
    const isPatient = retry === 'later' && !overdue.has(fault.name)
    const after = rule.afterMinutes ?? (isPatient ? patience / minute : 0)
    const dueAt = new Date(fault.at.getTime() + after * minute)
    await ledger.alerts.addItem({ rule: rule.name, faultId: fault.id, dueAt })
  }
}

/** Newest first; a burst must not hide what was raised before it. */
async function* openSince(
  { faults }: Pick<ExchangeContext['ledger'], 'faults'>,
  from: Date,
): AsyncGenerator<Fault> {
  let before: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const found = await faults.search({
      from,
      open: true,
      limit: mostAtOnce,
      ...defined({ before }),
    })
    yield* found
    if (found.length < mostAtOnce) return
    before = found.at(-1)?.id
  }
}

interface Known {
  readonly item: AlertItem
  readonly fault: Fault
}

async function group(context: ExchangeContext, rule: AlertRule): Promise<void> {
  const { ledger } = context
  const now = context.clock.now().getTime()
  const known: Known[] = []
  for (const item of await ledger.alerts.items(rule.name)) {
    const fault = await ledger.faults.find(item.faultId)
    if (fault === undefined) await ledger.alerts.changeItem(item, { isOver: true })
    else known.push({ item, fault })
  }
  const untold = known.filter(({ item }) => item.toldBy === undefined)
  const passed = untold.filter((one) => !isDue(rule, one))
  for (const { item } of passed.filter(({ fault }) => fault.acknowledged !== undefined)) {
    await ledger.alerts.changeItem(item, { isOver: true })
  }
  const due = untold.filter((one) => isDue(rule, one) && one.item.dueAt.getTime() <= now)
  const first = Math.min(...due.map(({ item }) => item.dueAt.getTime()))
  if (due.length > 0 && first + rule.waitSeconds * 1000 <= now) {
    await write(context, rule, 'raised', due)
  }
  await follow(
    context,
    rule,
    known.filter(({ item }) => item.toldBy !== undefined),
  )
}

/** What ended in hours in which its rule was quiet is told with the others, and marked so. */
function isDue({ hours, waitSeconds }: AlertRule, { item, fault }: Known): boolean {
  const { acknowledged } = fault
  if (acknowledged === undefined) return true
  const toldAt = item.dueAt.getTime() + waitSeconds * 1000
  return hours !== undefined && acknowledged.by === endedBy && acknowledged.at.getTime() > toldAt
}

/** Of what was told: the word that it ended, and reminders while it stands. */
async function follow(
  context: ExchangeContext,
  rule: AlertRule,
  told: readonly Known[],
): Promise<void> {
  const { ledger } = context
  const now = context.clock.now().getTime()
  const over = told.filter(({ fault }) => fault.acknowledged !== undefined)
  const ended = over.filter(({ fault }) => fault.acknowledged?.by === endedBy && rule.ended)
  // A person who acknowledged it knows.
  for (const { item } of over.filter((one) => !ended.includes(one))) {
    await ledger.alerts.changeItem(item, { isOver: true })
  }
  const quiet = ended.filter(
    ({ fault }) => (fault.acknowledged?.at.getTime() ?? now) + settled <= now,
  )
  if (quiet.length > 0) await write(context, rule, 'ended', quiet)
  const remind = rule.remindHours * hour
  const standing = told.filter(
    ({ item, fault }) =>
      remind > 0 &&
      fault.acknowledged === undefined &&
      (item.lastToldAt?.getTime() ?? now) + remind <= now,
  )
  if (standing.length > 0) await write(context, rule, 'reminder', standing)
}

/** The message and what it tells of, in one commit: each is told once. */
async function write(
  context: ExchangeContext,
  rule: AlertRule,
  kind: MessageKind,
  known: readonly Known[],
): Promise<void> {
  const now = context.clock.now()
  const recent = await context.ledger.alerts.messages({
    rule: rule.name,
    limit: mostMessagesAnHour,
  })
  const oldest = recent.at(mostMessagesAnHour - 1)
  if (oldest !== undefined && now.getTime() - oldest.createdAt.getTime() < hour) return
  const id = stationId('M', now, context.random)
  await context.ledger.commit(async ({ alerts }) => {
    await alerts.addMessage({
      id,
      rule: rule.name,
      kind,
      faults: known.map(({ fault }) => fault.id),
      createdAt: now,
      state: 'due',
      tries: 0,
      doubts: 0,
      nextTryAt: now,
    })
    for (const { item, fault } of known) {
      const isOver = kind === 'ended' || fault.acknowledged !== undefined
      const toldBy = item.toldBy ?? id
      await alerts.changeItem(item, { toldBy, lastToldAt: now, isOver })
    }
  })
}
