import { defined } from '../../base/defined.ts'
import { stationId } from '../../base/ids.ts'
import { HikyakuError } from '../../errors/index.ts'
import {
  asHikyakuError,
  beginStanding,
  endStanding,
  type ExchangeContext,
  type Fault,
} from '../exchange/index.ts'
import { findAlert } from './changing-alerts.ts'
import { mailOf } from './alert-text.ts'
import type { AlertMessage, MailRoom } from './ports.ts'

/** What alerts need beside what an exchange needs. */
export interface AlertContext extends ExchangeContext {
  readonly mails: MailRoom
}

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

/** Sends the messages that are due, one after the other. */
export async function sendAlerts(context: AlertContext): Promise<void> {
  const now = context.clock.now()
  for (const message of await context.ledger.alerts.openMessages()) {
    if (message.state === 'due' && message.nextTryAt <= now) await sendOne(context, message)
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

async function sendOne(context: AlertContext, message: AlertMessage): Promise<void> {
  const { ledger, clock, mails } = context
  const { alerts } = ledger
  const rule = await alerts.findRule(message.rule)
  if (rule === undefined) {
    await alerts.changeMessage(message.id, { state: 'given-up' })
    return
  }
  const key = `alert ${message.rule}`
  let isLast = false
  await alerts.changeMessage(message.id, { state: 'begun', tries: message.tries + 1 })
  try {
    const server = await serverOf(context)
    const mail = mailOf(message, rule.rule, await faultsOf(context, message))
    await mails.send(server, mail, async () => {
      await alerts.changeMessage(message.id, { state: 'last-byte' })
      isLast = true
    })
  } catch (cause) {
    await failed(context, message, { error: asHikyakuError(cause), isLast })
    return
  }
  await alerts.changeMessage(message.id, { state: 'sent', sentAt: clock.now() })
  await endStanding(context, key)
}

async function serverOf({ ledger }: AlertContext): Promise<Parameters<MailRoom['send']>[0]> {
  const server = await ledger.alerts.server()
  if (server === undefined) throw new HikyakuError('mail-server-missing')
  const password = await ledger.alerts.password()
  return { ...server, ...defined({ password }) }
}

async function faultsOf(
  { ledger }: AlertContext,
  { faults }: AlertMessage,
): Promise<readonly Fault[]> {
  const found = await Promise.all(faults.map((id) => ledger.faults.find(id)))
  return found.filter((fault) => fault !== undefined)
}

async function failed(
  context: AlertContext,
  message: AlertMessage,
  { error, isLast }: { readonly error: HikyakuError; readonly isLast: boolean },
): Promise<void> {
  const now = context.clock.now()
  const { rule, id, tries, createdAt } = message
  const pause = pauses[Math.min(tries, pauses.length - 1)] ?? 60
  const nextTryAt = new Date(now.getTime() + pause * minute)
  const isTooOld = now.getTime() - createdAt.getTime() > givesUpAfter
  const state = isTooOld ? ({ state: 'given-up' } as const) : ({ state: 'due' } as const)
  const change = isLast ? doubt(message) : state
  await context.ledger.alerts.changeMessage(id, { nextTryAt, ...change })
  const { detail = error.text('en').message, detailJa = error.text('ja').message } = error.params
  const fault = new HikyakuError('alert-not-sent', { rule, detail, detailJa }, { cause: error })
  await beginStanding(context, { key: `alert ${rule}` }, fault)
}
