import { defined } from '../../base/defined.ts'
import type { Actor } from '../accounts/audit.ts'
import type { HikyakuError } from '../../errors/index.ts'
import type { ServerPartner, TlsWaiver } from './partner.ts'
import {
  checkWaiver,
  localDay,
  weakenings,
  type CipherSuite,
  type KeyGroup,
} from '../../wire/tls/index.ts'
import { addressOfPartner } from './partner-checks.ts'
import {
  callablePartner,
  saveTls,
  withoutProperty,
  type AdministrationContext,
} from './partners.ts'

/** What is asked for in a waiver; host and first day are filled in. */
export type WaiverOrder = Pick<TlsWaiver, 'allow' | 'reason' | 'by' | 'until' | 'tunnel'> & {
  readonly check?: Check
}

/** Refuses to change what stands, by throwing. */
type Check = (partner: ServerPartner) => void

/**
 * Gives a dated waiver for weak TLS at the partner's present address.
 *
 * @throws HikyakuError partner-unknown, wrong-kind-of-partner, tls-waiver-invalid; those of planTls
 */
export async function giveWaiver(
  context: AdministrationContext,
  actor: Actor,
  name: string,
  { allow, reason, by, until, tunnel, check }: WaiverOrder,
): Promise<ServerPartner & { readonly tlsWaiver: TlsWaiver }> {
  const before = await callablePartner(context.ledger, name)
  check?.(before)
  const tlsWaiver: TlsWaiver = {
    allow: weakenings.filter((one) => allow.includes(one)),
    host: addressOfPartner(before),
    reason,
    by,
    since: localDay(context.clock.now()),
    until,
    ...defined({ tunnel }),
  }
  checkWaiver(tlsWaiver)
  const after = { ...before, tlsWaiver }
  await saveTls(context, actor, { action: 'partner.waive', before, after })
  return after
}

/**
 * Ends the waiver of a partner.
 *
 * @returns whether there was one; why no connection will be made any more, if so
 * @throws HikyakuError partner-unknown, wrong-kind-of-partner
 */
export async function endWaiver(
  context: AdministrationContext,
  actor: Actor,
  name: string,
  check?: Check,
): Promise<{ readonly ended: boolean; readonly refused?: HikyakuError }> {
  const before = await callablePartner(context.ledger, name)
  check?.(before)
  if (before.tlsWaiver === undefined) return { ended: false }
  const after = withoutProperty(before, 'tlsWaiver')
  const change = { action: 'partner.end-waiver', before, after, stricter: true } as const
  const refused = await saveTls(context, actor, change)
  return { ended: true, ...defined({ refused }) }
}

/** What is not named stays as it is; `restore`: the initial list. */
export interface TlsOrder {
  readonly suites?: readonly CipherSuite[] | 'restore' | undefined
  readonly groups?: readonly KeyGroup[] | 'restore' | undefined
  readonly versions?: Pick<ServerPartner, 'tlsMin' | 'tlsMax'>
  readonly check?: Check
}

/**
 * Applies versions and lists of suites and groups to a partner.
 *
 * @throws HikyakuError partner-unknown, wrong-kind-of-partner; those of planTls
 */
export async function changeTls(
  context: AdministrationContext,
  actor: Actor,
  name: string,
  { suites, groups, versions = {} as never, check }: TlsOrder,
): Promise<{ readonly partner: ServerPartner; readonly refused?: HikyakuError }> {
  const before = await callablePartner(context.ledger, name)
  check?.(before)
  const listed = withList(withList(before, 'tlsSuites', suites), 'tlsGroups', groups)
  const after = { ...listed, ...versions }
  // The initial list is never the weaker one: the way back to it stays open when a waiver
  // has ended and nothing is usable as it stands.
  const restores = [suites, groups].every((list) => list === undefined || list === 'restore')
  const stricter = restores && sameVersions(before, after)
  const refused = await saveTls(context, actor, { action: 'partner.tls', before, after, stricter })
  return { partner: after, ...defined({ refused }) }
}

function withList(
  partner: ServerPartner,
  setting: 'tlsSuites' | 'tlsGroups',
  list: readonly { readonly name: string }[] | 'restore' | undefined,
): ServerPartner {
  if (list === undefined) return partner
  if (list === 'restore') return withoutProperty(partner, setting)
  return { ...partner, [setting]: list.map(({ name }) => name) }
}

function sameVersions(before: ServerPartner, after: ServerPartner): boolean {
  return before.tlsMin === after.tlsMin && before.tlsMax === after.tlsMax
}
