import { stationId } from '../../base/ids.ts'
import { HikyakuError } from '../../errors/index.ts'
import {
  asHikyakuError,
  beginStanding,
  endStanding,
  type ExchangeContext,
  type Fault,
} from '../exchange/index.ts'
import { noticeOf } from './alert-text.ts'
import { carrierOf, type AlertContext } from './carriers.ts'
import { findAlert } from './changing-alerts.ts'
import type { AlertMessage } from './ports.ts'
import { AlertRefused } from './refused.ts'

const minute = 60_000
/** Minutes between tries that surely failed. */
const pauses = [1, 2, 5, 15, 60]
const givesUpAfter = 7 * 24 * 60 * minute
/** At least once, and at most twice. */
const mostDoubts = 2

/** A process that ended left these: before the last byte nothing can have been accepted. */
export async function takeOverAlerts({ ledger }: ExchangeContext): Promise<void> {
  for (const message of await ledger.alerts.openMessages()) {
    if (message.state === 'begun') {
      await ledger.alerts.changeMessage(message.id, { state: 'due' })
    }
    if (message.state === 'last-byte') await ledger.alerts.changeMessage(message.id, doubt(message))
  }
}

function doubt({ doubts }: AlertMessage): Pick<AlertMessage, 'state' | 'doubts'> {
  const more = doubts + 1
  return { doubts: more, state: more >= mostDoubts ? 'given-up' : 'due' }
}

/** Sends the messages that are due, one after the other; of a rule that fails no more now. */
export async function sendAlerts(context: AlertContext): Promise<void> {
  const now = context.clock.now()
  const failing = new Set<string>()
  for (const message of await context.ledger.alerts.openMessages()) {
    const isDue = message.state === 'due' && message.nextTryAt <= now
    if (!isDue || failing.has(message.rule)) continue
    if (!(await sendOne(context, message))) failing.add(message.rule)
  }
}

/**
 * Sends a message that says nothing but that it came, at once and once.
 *
 * @returns what became of it. @throws HikyakuError alert-unknown
 */
export async function sendTest(context: AlertContext, name: string): Promise<AlertMessage> {
  const { ledger, clock, random } = context
  const rule = await findAlert(context, name)
  const now = clock.now()
  const message: AlertMessage = {
    id: stationId('M', now, random),
    rule: rule.name,
    kind: 'test',
    faults: [],
    createdAt: now,
    // Begun by us: a station at work leaves it alone.
    state: 'begun',
    tries: 0,
    doubts: 0,
    nextTryAt: now,
  }
  await ledger.alerts.addMessage(message)
  await sendOne(context, message)
  const [after = message] = await ledger.alerts.messages({ rule: rule.name, limit: 1 })
  return after
}

/** @returns whether it went, or has nobody to go to */
async function sendOne(context: AlertContext, message: AlertMessage): Promise<boolean> {
  const { ledger, clock } = context
  const { alerts } = ledger
  const known = await alerts.findRule(message.rule)
  if (known === undefined) {
    await alerts.changeMessage(message.id, { state: 'given-up' })
    return true
  }
  let isLast = false
  await alerts.changeMessage(message.id, { state: 'begun', tries: message.tries + 1 })
  try {
    const carrier = await carrierOf(context, known.rule)
    const notice = noticeOf(message, await faultsOf(context, message))
    await carrier.send(notice, async () => {
      await alerts.changeMessage(message.id, { state: 'last-byte' })
      isLast = true
    })
  } catch (cause) {
    await failed(context, message, endOf(cause, isLast))
    return false
  }
  await alerts.changeMessage(message.id, { state: 'sent', sentAt: clock.now() })
  await endStanding(context, keyOf(message))
  return true
}

const keyOf = ({ rule }: AlertMessage): string => `alert ${rule}`

async function faultsOf(
  { ledger }: AlertContext,
  { faults }: AlertMessage,
): Promise<readonly Fault[]> {
  const found = await Promise.all(faults.map((id) => ledger.faults.find(id)))
  return found.filter((fault) => fault !== undefined)
}

interface FailedTry {
  readonly error: HikyakuError
  /** Nobody can know whether it was accepted. */
  readonly isInDoubt: boolean
  readonly retryAfterSeconds: number
}

function endOf(cause: unknown, isLast: boolean): FailedTry {
  if (cause instanceof AlertRefused) {
    const { fault: error, retryAfterSeconds } = cause
    return { error, isInDoubt: false, retryAfterSeconds }
  }
  return { error: asHikyakuError(cause), isInDoubt: isLast, retryAfterSeconds: 0 }
}

async function failed(
  context: AlertContext,
  message: AlertMessage,
  { error, isInDoubt, retryAfterSeconds }: FailedTry,
): Promise<void> {
  const now = context.clock.now()
  const { rule, id, tries, createdAt } = message
  const pause = pauses[Math.min(tries, pauses.length - 1)] ?? 60
  const wait = Math.max(pause * minute, retryAfterSeconds * 1000)
  const nextTryAt = new Date(now.getTime() + wait)
  const isTooOld = now.getTime() - createdAt.getTime() > givesUpAfter
  const state = isTooOld ? ({ state: 'given-up' } as const) : ({ state: 'due' } as const)
  const change = isInDoubt ? doubt(message) : state
  await context.ledger.alerts.changeMessage(id, { nextTryAt, ...change })
  const { detail = error.text('en').message, detailJa = error.text('ja').message } = error.params
  const fault = new HikyakuError('alert-not-sent', { rule, detail, detailJa }, { cause: error })
  await beginStanding(context, { key: keyOf(message) }, fault)
}
