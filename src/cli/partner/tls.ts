import { HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { addressOf, endpointOf, type Partner, type ServerPartner } from '../../exchange/index.ts'
import type { Station } from '../../station.ts'
import { planTls, standingWarning } from '../../tls/index.ts'
import { findPartner, type Session } from '../session.ts'
import { replacePartner } from './save.ts'

/** The partner, if it is one whose server we call: only then the TLS policy is ours. */
export async function callablePartner(station: Station, name: string): Promise<ServerPartner> {
  const partner = await findPartner(station, name)
  if (partner.kind === 'jx-server') return partner
  throw new HikyakuError('wrong-kind-of-partner', {
    partner: name,
    detail: 'it calls us, with TLS settings of its own',
    detailJa: 'こちらを呼び出してくる接続先で、TLS の設定は相手側にあります',
  })
}

/** `host:port` of the partner's server, as waivers name it. */
export function addressOfPartner(partner: ServerPartner): string {
  return addressOf(endpointOf(partner))
}

/**
 * Saves a partner whose TLS settings were changed, if connections can be made with them.
 *
 * @throws HikyakuError those of {@link planTls}; nothing is changed then
 */
export async function saveTls(
  session: Session,
  station: Station,
  partner: ServerPartner,
  how: 'if-usable' | 'even-if-refused' = 'if-usable',
): Promise<void> {
  try {
    checkTls(partner, session.io.clock.now())
  } catch (error) {
    if (how === 'if-usable' || !isHikyakuError(error)) throw error
    // Ending a waiver is always possible; what it covered is refused from now on.
    session.report(error.fault, error.params)
  }
  await replacePartner(station, partner, await station.ledger.partners.secrets(partner.name))
}

/** @throws HikyakuError those of {@link planTls} */
export function checkTls(partner: Partner, now: Date): void {
  if (partner.kind === 'jx-server' && endpointOf(partner).secure)
    planTls(partner, addressOfPartner(partner), now)
}

/** Tells of each partner whose TLS is weak, or refused as it stands; not how a command ends. */
export async function mentionStandingWarnings(session: Session, station: Station): Promise<void> {
  const now = session.io.clock.now()
  for (const partner of await station.ledger.partners.list()) {
    if (partner.kind !== 'jx-server' || !endpointOf(partner).secure) continue
    const warning = standingWarning(partner, addressOfPartner(partner), now)
    if (warning !== undefined) session.mention(warning.fault, warning.params)
  }
}

/** Whether a change leaves alone all that TLS depends on. */
export function sameTls(before: Partner, after: Partner): boolean {
  if (before.kind !== 'jx-server' || after.kind !== 'jx-server') return true
  const names = ['url', 'tlsMin', 'tlsMax', 'tlsSuites', 'tlsWaiver'] as const
  return names.every((name) => JSON.stringify(before[name]) === JSON.stringify(after[name]))
}

/** The partner without a setting, so that its default holds. */
export function withoutProperty(
  partner: ServerPartner,
  name: 'tlsSuites' | 'tlsWaiver',
): ServerPartner {
  const entries = Object.entries(partner).filter(([key]) => key !== name)
  return Object.fromEntries(entries) as unknown as ServerPartner
}
