import {
  calendarNamed,
  dueSlots,
  plannedExchanges,
  type DueFlow,
  type Flow,
  type PlannedExchange,
  type SlotRecord,
  hoursOf,
  type PartnerHours,
} from '../../domain/flows/index.ts'
import { clockWatch, textOfDay, type ClockLook, type Slot } from '../../domain/timetable/index.ts'
import { endDueHolds } from '../../domain/holds/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import { asHikyakuError, raiseFault, type ExchangeContext } from '../../domain/exchange/index.ts'
import { runSlots, type Exchanges, type RunPrograms } from './slot-runs.ts'

/** The wall clock is looked at so often at least: no longer timer is ever trusted. */
export const lookMilliseconds = 15_000

/** No clock is right that shows less: this program had not been made then. */
const earliest = Date.parse('2026-11-01T00:00:00Z')

const day = 86_400_000

export interface TimetableOptions {
  readonly context: ExchangeContext
  readonly exchanges: Exchanges
  readonly programs: RunPrograms
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number
  /** Ends the runs under way after the document in hand. */
  readonly signal?: AbortSignal
  /** Hears of a run that could not even be recorded. */
  readonly tell?: (error: unknown) => void
}

/** The timetable of a station at work. One look at a time. */
export interface TimetableWork {
  /** Finds what is due and begins it. Resolves when it is begun, not when it has ended. */
  look(): Promise<void>
  /** Resolves when all runs under way have ended. */
  settled(): Promise<void>
}

/**
 * Runs the flows of a station at their slots. What is due is computed anew at each look; a
 * slot is claimed by its key in the ledger before anything is done for it, so that two
 * processes over one ledger never run it twice.
 */
export function timetableWork(options: TimetableOptions): TimetableWork {
  const { context, monotonic } = options
  const watch = clockWatch(earliest)
  const running = new Map<string, Promise<void>>()
  /** Runs that ended without a record: claimed, but nobody's. */
  const orphans: DueFlow[] = []
  let doubted = false
  let tookOver = false

  async function look(): Promise<void> {
    const now = context.clock.now()
    const seen: ClockLook = { wall: now.getTime(), monotonic: monotonic() }
    const verdict = watch.look(seen)
    if (verdict === 'doubtful') {
      if (!doubted) await tellDoubt(context, now)
      doubted = true
      return
    }
    doubted = false
    if (verdict === 'corrected') await context.ledger.slots.forgetAfter(now)
    if (!tookOver) await takeOver(context)
    tookOver = true
    for (const orphan of orphans.splice(0)) await release(context, orphan)
    await endDueHolds(context)
    const due = await claimDue(context, now)
    for (const exchange of plannedExchanges([...due, ...(await retriesDue(context, now))])) {
      begin(exchange)
    }
  }

  function begin(exchange: PlannedExchange): void {
    const key = `${exchange.direction} ${exchange.partner}`
    // Behind the run under way: never two at a time of a partner and direction.
    const before = running.get(key) ?? Promise.resolve()
    const run = before
      .then(() => runSlots(options, exchange))
      .catch((error: unknown) => {
        orphans.push(...exchange.due)
        options.tell?.(error)
      })
      .finally(() => {
        if (running.get(key) === run) running.delete(key)
      })
    running.set(key, run)
  }

  return {
    look,
    settled: async () => {
      while (running.size > 0) await Promise.allSettled(running.values())
    },
  }
}

/** Claims the slots that are due; those that are joined, missed or held have their record now. */
async function claimDue(context: ExchangeContext, now: Date): Promise<DueFlow[]> {
  const { ledger } = context
  const own = await ledger.calendars.list()
  const claimed: DueFlow[] = []
  for (const flow of await ledger.flows.list()) {
    if (flow.timetable === undefined) continue
    try {
      const calendar = calendarNamed(flow.timetable.calendar, own, Math.floor(now.getTime() / day))
      const acted = await actedOn(context, flow, now)
      const due = dueSlots(flow, calendar, { now: now.getTime(), acted })
      claimed.push(...(await claim(context, flow, due)))
    } catch (cause) {
      // One flow that cannot be planned does not stop the others.
      await raiseFault(ledger, context, asHikyakuError(cause), { partner: flow.partner })
    }
  }
  return claimed
}

async function actedOn(
  { ledger }: ExchangeContext,
  flow: Flow,
  now: Date,
): Promise<ReadonlySet<number>> {
  const records = await ledger.slots.between({
    flowId: flow.id,
    from: new Date(now.getTime() - 40 * day),
    to: new Date(now.getTime() + day),
  })
  return new Set(records.map(({ instant }) => instant.getTime()))
}

async function claim(
  context: ExchangeContext,
  flow: Flow,
  due: ReturnType<typeof dueSlots>,
): Promise<DueFlow[]> {
  const { slots } = context.ledger
  const note = (slot: Slot, state: SlotRecord['state']): Promise<boolean> =>
    slots.claim(recordOf(context, flow, slot, state))
  for (const slot of due.joined) await note(slot, 'joined')
  if (flow.hold !== undefined) {
    for (const slot of [...due.run, ...due.missed]) await note(slot, 'held')
    return []
  }
  const hours = await hoursNow(context, flow)
  if (hours !== undefined && due.run.length > 0 && !hours.isOpen(context.clock.now().getTime())) {
    for (const slot of due.run) await note(slot, 'skipped')
    await tellOutside(context, flow, hours)
    return []
  }
  let missed = 0
  for (const slot of due.missed) if (await note(slot, 'missed')) missed += 1
  if (missed > 0) await tellMissed(context, flow, due.missed)
  const claimed: DueFlow[] = []
  for (const slot of due.run) if (await note(slot, 'running')) claimed.push({ flow, slot })
  return claimed
}

function recordOf(
  { clock }: ExchangeContext,
  flow: Flow,
  { instant, nominal }: Slot,
  state: SlotRecord['state'],
): SlotRecord {
  return {
    flowId: flow.id,
    instant: new Date(instant),
    nominal: nominal.map(textOfDay),
    state,
    documents: 0,
    tries: 0,
    ...(state === 'running' ? { startedAt: clock.now() } : {}),
  }
}

/** Runs that failed and whose next try has come. */
async function retriesDue(context: ExchangeContext, now: Date): Promise<DueFlow[]> {
  const { ledger } = context
  const due: DueFlow[] = []
  for (const record of await ledger.slots.open()) {
    if (record.state !== 'waiting-to-retry') continue
    if ((record.nextTryAt ?? now) > now) continue
    const flow = await ledger.flows.findById(record.flowId)
    const state = await stateOfRetry(context, flow, now)
    const again = await ledger.slots.change(record, 'waiting-to-retry', {
      state,
      nextTryAt: undefined,
      ...(state === 'interrupted' ? { endedAt: now } : {}),
    })
    if (again && flow !== undefined && state === 'running') {
      due.push({ flow, slot: { instant: record.instant.getTime() } })
    }
  }
  return due
}

/** What becomes of a run whose next try has come. */
async function stateOfRetry(
  context: ExchangeContext,
  flow: Flow | undefined,
  now: Date,
): Promise<'held' | 'interrupted' | 'running'> {
  if (flow === undefined || flow.hold !== undefined) return 'held'
  const hours = await hoursNow(context, flow)
  return hours === undefined || hours.isOpen(now.getTime()) ? 'running' : 'interrupted'
}

async function hoursNow(
  { ledger, clock }: ExchangeContext,
  { partner }: Flow,
): Promise<PartnerHours | undefined> {
  const found = await ledger.partners.find(partner)
  return found === undefined ? undefined : hoursOf(found, clock)
}

async function tellOutside(
  context: ExchangeContext,
  { name: flow, partner }: Flow,
  { text: hours }: PartnerHours,
): Promise<void> {
  const error = new HikyakuError('partner-closed', { flow, partner, hours })
  await raiseFault(context.ledger, context, error, { partner })
}

/** A person's run that has stood so long has lost its process. */
const longestRun = day

/**
 * Runs of a process that is gone are made again. Whoever looks here holds the lease of the
 * timetable, so nobody else runs its slots; a run that a person began has no nominal date and
 * may well be under way in a process of its own.
 */
async function takeOver({ ledger, clock }: ExchangeContext): Promise<void> {
  const now = clock.now()
  for (const record of await ledger.slots.open()) {
    if (record.state !== 'running') continue
    if (record.nominal.length > 0) {
      const change = { state: 'waiting-to-retry', nextTryAt: now } as const
      await ledger.slots.change(record, 'running', change)
    } else if (now.getTime() - record.instant.getTime() > longestRun) {
      await ledger.slots.change(record, 'running', { state: 'interrupted', endedAt: now })
    }
  }
}

async function release({ ledger, clock }: ExchangeContext, { flow, slot }: DueFlow): Promise<void> {
  const key = { flowId: flow.id, instant: new Date(slot.instant) }
  const change = { state: 'waiting-to-retry', nextTryAt: clock.now() } as const
  await ledger.slots.change(key, 'running', change)
}

async function tellMissed(
  context: ExchangeContext,
  flow: Flow,
  missed: readonly Slot[],
): Promise<void> {
  const error = new HikyakuError('run-missed', {
    flow: flow.name,
    count: missed.length,
    first: new Date(missed[0]?.instant ?? 0).toISOString(),
  })
  await raiseFault(context.ledger, context, error, { partner: flow.partner })
}

async function tellDoubt(context: ExchangeContext, now: Date): Promise<void> {
  const error = new HikyakuError('clock-doubtful', { now: now.toISOString() })
  await raiseFault(context.ledger, context, error, {})
}
