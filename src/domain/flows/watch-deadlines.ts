import { HikyakuError } from '../../errors/index.ts'
import {
  endStanding,
  raiseFault,
  standOnce,
  type ExchangeContext,
  type FlowDocument,
} from '../exchange/index.ts'
import { factsOf } from '../exchange/document-states.ts'
import type { JudgedDeadline } from './board.ts'
import { deadlinesOf, overdueOf, windowOfDays } from './deadlines.ts'
import type { Flow } from './flow.ts'
import type { PickUpContext } from './folder-flows.ts'
import type { Reckoning } from './occurrence.ts'
import { isOnItsWay } from './on-its-way.ts'
import { reckoningOf } from './reckoning.ts'
import { sparedOn } from './spared.ts'
import { whyLate, type DeadlineCase } from './why-late.ts'

const minute = 60_000

/** So many days before today are judged too: a station may have been down over a weekend. */
const daysBack = 3

/**
 * Judges the deadlines of all flows: what is late is told once, as a fault that ends when it
 * comes; what never came is a fault that stays until a person has seen it.
 */
export async function watchDeadlines(context: PickUpContext): Promise<void> {
  const { ledger } = context
  const running = new Set(
    (await ledger.slots.open())
      .filter(({ state }) => state === 'running')
      .map(({ flowId }) => flowId),
  )
  const own = await ledger.calendars.list()
  for (const flow of await ledger.flows.list()) {
    // A run under way may bring it at any moment.
    if (flow.expectations === undefined || running.has(flow.id)) continue
    await judgeFlow(context, flow, reckoningOf(flow, own, context.clock.now()))
  }
}

async function judgeFlow(context: PickUpContext, flow: Flow, reckoning: Reckoning): Promise<void> {
  const now = context.clock.now()
  const today = reckoning.zone.wallTime(now.getTime()).day
  const days = { from: today - daysBack, to: today }
  const window = windowOfDays(flow, reckoning, days)
  const documents = await context.ledger.documents.ofFlow(flow.id, window)
  const spared = await sparedOn(context.ledger, flow, { days, time: window })
  const facts = { reckoning, documents, now, ...spared }
  for (const deadline of deadlinesOf(flow, days, facts)) {
    if (deadline.deadline < (flow.expectationsSince ?? flow.createdAt).getTime()) continue
    await tell(context, flow, { deadline, documents })
  }
  await tellOverdue(context, flow, { documents, reckoning })
}

async function tell(context: PickUpContext, flow: Flow, one: DeadlineCase): Promise<void> {
  const { deadline } = one
  const at = new Date(deadline.deadline).toISOString()
  const keys = { late: `late ${flow.id} ${at}`, soon: `soon ${flow.id} ${at}` }
  const now = context.clock.now().getTime()
  switch (deadline.state) {
    case 'open':
      if (now < deadline.deadline - remindBefore(flow)) return
      // Whoever gave it to be sent needs no reminder: it goes with the next run.
      if (await isOnItsWay(context, flow, one.documents)) await endStanding(context, keys.soon)
      else await soon(context, flow, one, keys.soon)
      return
    case 'late':
      await endStanding(context, keys.soon)
      await late(context, flow, one, keys.late)
      return
    case 'missed':
      await missed(context, flow, one, keys.late)
      return
    case 'met':
    case 'met-late':
    case 'held':
    case 'excused':
      await endStanding(context, keys.soon)
      await endStanding(context, keys.late, lateText(deadline))
  }
}

function remindBefore({ expectations = [] }: Flow): number {
  const minutes = expectations.map((one) => (one.kind === 'by-time' ? one.remindMinutes : 0))
  const most = Math.max(0, ...minutes)
  return most === 0 ? -Infinity : most * minute
}

function lateText({ metAt, deadline }: JudgedDeadline): string | undefined {
  if (metAt === undefined || metAt <= deadline) return undefined
  const minutes = Math.ceil((metAt - deadline) / minute)
  return `${minutes} 分遅れて解消 / ${minutes} min late`
}

async function soon(
  context: ExchangeContext,
  flow: Flow,
  { deadline }: DeadlineCase,
  key: string,
): Promise<void> {
  await once(context, key, async () => {
    const error = new HikyakuError('due-soon', paramsOf(flow, deadline))
    await standOnce(context, { key, partner: flow.partner }, error)
  })
}

async function late(
  context: ExchangeContext,
  flow: Flow,
  one: DeadlineCase,
  key: string,
): Promise<void> {
  await once(context, key, async () => {
    const why = await whyLate(context, flow, one)
    const error = new HikyakuError('expected-late', { ...paramsOf(flow, one.deadline), ...why })
    await standOnce(context, { key, partner: flow.partner }, error)
  })
}

/** Its day is over. A fault of its own stays, until a person acknowledges it. */
async function missed(
  context: ExchangeContext,
  flow: Flow,
  { deadline }: DeadlineCase,
  key: string,
): Promise<void> {
  await once(context, `missed ${key}`, async () => {
    const error = new HikyakuError('expected-missed', paramsOf(flow, deadline))
    await raiseFault(context.ledger, context, error, { partner: flow.partner })
    await endStanding(context, key, '未着のまま期限日が終了 / the day ended without it')
  })
}

/** Each is told once, whichever process looks, and not again when it was acknowledged. */
async function once(
  { ledger, clock }: ExchangeContext,
  key: string,
  work: () => Promise<void>,
): Promise<void> {
  if (await ledger.notices.first(key, clock.now())) await work()
}

function paramsOf(
  { name, direction }: Flow,
  { deadline, count, atLeast }: JudgedDeadline,
): Record<string, string | number> {
  return {
    flow: name,
    at: new Date(deadline).toISOString(),
    count,
    atLeast,
    verb: direction === 'receive' ? 'come' : 'go',
    verbJa: direction === 'receive' ? '到着' : '送信',
  }
}

async function tellOverdue(
  context: ExchangeContext,
  flow: Flow,
  { documents, reckoning }: { documents: readonly FlowDocument[]; reckoning: Reckoning },
): Promise<void> {
  const now = context.clock.now()
  const waiting = documents.filter(({ box, state, handedOverAt }) =>
    box === 'inbox'
      ? flow.folder !== undefined && handedOverAt === undefined && state !== 'quarantined'
      : factsOf(state).isUnfinished,
  )
  for (const kind of ['fetched', 'waiting'] as const) {
    const expectations = flow.expectations?.filter((one) => one.kind === kind) ?? []
    const held = flow.hold !== undefined
    const count = held ? 0 : overdueOf({ expectations }, waiting, { reckoning, now })
    const key = `${kind} ${flow.id}`
    if (count === 0) {
      await endStanding(context, key)
      continue
    }
    const name = kind === 'fetched' ? 'not-fetched' : 'documents-wait'
    const error = new HikyakuError(name, { flow: flow.name, partner: flow.partner, count })
    await standOnce(context, { key, partner: flow.partner }, error)
  }
}
