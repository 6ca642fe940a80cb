import { defined } from '../../base/defined.ts'
import type { Clock } from '../../base/clock.ts'
import { audited, type Actor } from '../accounts/index.ts'
import type { AuditAction } from '../accounts/audit-actions.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Ledger } from '../exchange/ports.ts'
import { findPartner } from '../partners/find-partner.ts'
import type { Hold, HoldSubject } from './hold.ts'

/** What holds need of a station. */
export interface HoldContext {
  readonly ledger: Ledger
  readonly clock: Clock
}

/** What a person says of a hold. */
export type HoldOrder = Pick<Hold, 'reason' | 'until'>

/** Whose hold is begun or ended, and the name that the audit log has for it. */
export interface Holding {
  readonly subject: HoldSubject
  readonly name: string
  /** Absent: it ends. */
  readonly hold: HoldOrder | undefined
}

const actions: Readonly<Record<HoldSubject['of'], readonly [AuditAction, AuditAction]>> = {
  flow: ['flow.hold', 'flow.release'],
  partner: ['partner.hold', 'partner.release'],
}

/**
 * Begins a hold, or ends it, noted in the same commit.
 *
 * @returns false if it was so already. @throws HikyakuError setting-invalid
 */
export async function setHold(
  { ledger, clock }: HoldContext,
  actor: Actor,
  { subject, name, hold }: Holding,
): Promise<boolean> {
  const at = clock.now()
  if (hold?.until !== undefined && hold.until <= at) throw pastUntil(hold.until)
  const [begun, ended] = actions[subject.of]
  const note = {
    action: hold === undefined ? ended : begun,
    subject: name,
    detail: defined({ reason: hold?.reason, until: hold?.until?.toISOString() }),
  }
  return audited(
    { ledger, clock },
    actor,
    (isChanged: boolean) => (isChanged ? note : undefined),
    async ({ holds, faults }) => {
      if (hold !== undefined) return holds.begin(subject, { ...hold, by: actor.name, at })
      if (!(await holds.end(subject, at))) return false
      if (subject.of === 'flow') return true
      // The calls that were refused meanwhile need nobody any more.
      const open = await faults.search({ name: 'partner-on-hold', partner: name, open: true })
      const comment = '取引再開 / the partner was released'
      for (const { id } of open) await faults.acknowledge(id, { at, by: actor.name, comment })
      return true
    },
  )
}

/**
 * Stops all business with a partner (取引停止), or lets it go on: none of its flows runs, it is
 * not called, and its own calls are refused so that it tries again later. What waits stays.
 *
 * @returns false if it was so already. @throws HikyakuError partner-unknown, setting-invalid
 */
export async function holdPartner(
  context: HoldContext,
  actor: Actor,
  { name, hold }: { readonly name: string; readonly hold: HoldOrder | undefined },
): Promise<boolean> {
  await findPartner(context.ledger, name)
  return setHold(context, actor, { subject: { of: 'partner', id: name }, name, hold })
}

/** @throws HikyakuError partner-on-hold */
export async function refuseHeld(
  { ledger }: Pick<HoldContext, 'ledger'>,
  partner: string,
): Promise<void> {
  const error = await whyHeld({ ledger }, partner)
  if (error !== undefined) throw error
}

/** Why nothing is exchanged with a partner, if it is on hold. */
export async function whyHeld(
  { ledger }: Pick<HoldContext, 'ledger'>,
  partner: string,
): Promise<HikyakuError | undefined> {
  const hold = await ledger.holds.find({ of: 'partner', id: partner })
  if (hold === undefined) return undefined
  return new HikyakuError('partner-on-hold', { partner, reason: hold.reason })
}

/** Why a flow does not run, if it or its partner is on hold. */
export function whyFlowHeld({
  name,
  partner,
  hold,
}: {
  readonly name: string
  readonly partner: string
  readonly hold?: Hold
}): HikyakuError | undefined {
  if (hold === undefined) return undefined
  const { of, reason } = hold
  if (of === 'partner') return new HikyakuError('partner-on-hold', { partner, reason })
  return new HikyakuError('flow-on-hold', { flow: name, reason })
}

/** The holds of all partners with whom business is stopped, by their names. */
export async function heldPartners({
  ledger,
}: Pick<HoldContext, 'ledger'>): Promise<ReadonlyMap<string, Hold>> {
  const standing = await ledger.holds.standing()
  const own = standing.filter(({ of }) => of === 'partner')
  return new Map(own.map(({ id, ...hold }) => [id, hold]))
}

/** Whether something was not done since a flow or a partner is on hold. */
export function isOnHold(error: HikyakuError | undefined): boolean {
  return error?.fault === 'partner-on-hold' || error?.fault === 'flow-on-hold'
}

const station: Actor = { name: 'hikyaku', via: 'station' }

/** Ends the holds whose time has come. */
export async function endDueHolds(context: HoldContext): Promise<void> {
  const now = context.clock.now()
  for (const { of, id, until } of await context.ledger.holds.standing()) {
    if (until === undefined || until > now) continue
    const flow = of === 'flow' ? await context.ledger.flows.findById(id) : undefined
    const holding = { subject: { of, id }, name: flow?.name ?? id, hold: undefined }
    await setHold(context, station, holding)
  }
}

function pastUntil(until: Date): HikyakuError {
  const day = until.toISOString()
  return new HikyakuError('setting-invalid', {
    setting: 'until',
    detail: `${day} lies in the past`,
    detailJa: `${day} は過去の日時です`,
  })
}
