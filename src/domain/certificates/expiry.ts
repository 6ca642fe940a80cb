import { defined } from '../../base/defined.ts'
import type { FaultName, FaultParams } from '../../errors/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import { raiseFault } from '../exchange/faults.ts'
import { stationDay } from '../partners/certificate-in-force.ts'
import type { ExchangeContext, StationCertificate } from '../exchange/ports.ts'
import type { Fault } from '../exchange/attempt.ts'
import type { Partner } from '../partners/partner.ts'
import {
  anchorsOf,
  ownIn,
  servedIn,
  watchedIn,
  type WatchedCertificate,
  type WatchedKind,
} from './watched.ts'

/** Days ahead of its end at which a certificate is warned of. */
const expiryThresholds = [60, 30, 14, 7, 1] as const

const dayMilliseconds = 86_400_000

/** How the end of each kind is said. */
const faultsOf: Readonly<Record<WatchedKind, { expiring: FaultName; expired: FaultName }>> = {
  own: { expiring: 'certificate-expiring', expired: 'certificate-expired' },
  'own-issuer': { expiring: 'certificate-issuer-expiring', expired: 'certificate-issuer-expired' },
  server: { expiring: 'server-certificate-expiring', expired: 'server-certificate-expired' },
  trust: { expiring: 'trust-expiring', expired: 'trust-expired' },
  seen: { expiring: 'partner-certificate-expiring', expired: 'partner-certificate-expired' },
}

/**
 * Looks at every certificate whose end would stop an exchange: our client certificates with
 * what is sent behind them, our server's, the CAs in partners' settings, and what partners
 * showed at the last good handshake.
 *
 * @param serverChains PEM of the certificates that our server shows
 * @returns the faults raised now: one for each certificate and threshold, ever
 */
export async function checkExpiry(
  context: Pick<ExchangeContext, 'ledger' | 'clock' | 'random'>,
  serverChains: readonly string[],
): Promise<readonly Fault[]> {
  const { ledger } = context
  const now = context.clock.now()
  const raised: Fault[] = []
  const all = [...serverChains.flatMap(servedIn), ...(await watchedIn(ledger))]
  for (const watched of all) {
    const due = dueOf(watched, now)
    if (due === undefined) continue
    const { sha256 } = watched
    const { owner, partner } = placeOf(watched)
    const fault = await ledger.commit(async (tables) => {
      const key = `expiry/${owner}/${sha256}/${due.threshold}`
      if (!(await tables.notices.first(key, now))) return undefined
      return await raiseFault(tables, context, due.error, defined({ partner }))
    })
    if (fault !== undefined) raised.push(fault)
  }
  return raised
}

/** The place in whose name a notice is given once, and the partner whose fault it is. */
function placeOf({ kind, certificate, partners: [partner] }: WatchedCertificate): {
  readonly owner: string
  readonly partner?: string
} {
  if (kind === 'server') return { owner: 'server' }
  if (certificate !== undefined) return { owner: `own/${certificate}` }
  return { owner: `${kind}/${partner ?? ''}`, ...defined({ partner }) }
}

/** What is to be said of a certificate now, if anything. */
function dueOf(
  watched: WatchedCertificate,
  now: Date,
): { readonly threshold: number; readonly error: HikyakuError } | undefined {
  const { kind, subject, notAfter } = watched
  const { expiring, expired } = faultsOf[kind]
  const days = daysUntil(notAfter, now)
  const said = { ...paramsOf(watched), subject, day: stationDay(notAfter) }
  if (days <= 0) return { threshold: 0, error: new HikyakuError(expired, said) }
  const threshold = expiryThresholds.findLast((one) => days <= one)
  if (threshold === undefined) return undefined
  return { threshold, error: new HikyakuError(expiring, { ...said, days }) }
}

function paramsOf(watched: WatchedCertificate): FaultParams {
  const { certificate, partners } = watched
  if (certificate === undefined) return defined({ partner: placeOf(watched).partner })
  return partners.length === 0
    ? { certificate, partners: 'none', partnersJa: 'なし' }
    : { certificate, partners: partners.join(', '), partnersJa: partners.join('、') }
}

/** Days until a moment: begun ones before it; after it whole ones, negative. */
export function daysUntil(moment: Date, now: Date): number {
  const days = (moment.getTime() - now.getTime()) / dayMilliseconds
  return days > 0 ? Math.ceil(days) : Math.floor(days)
}

/** What is to be said now of the end of a client certificate and of what is sent behind it. */
export function ownEnds(
  { name, chainPem }: Pick<StationCertificate, 'name' | 'chainPem'>,
  users: readonly string[],
  now: Date,
): HikyakuError[] {
  return errorsOf(ownIn(name, chainPem, users), now)
}

/** The same of the CAs in a partner's settings. */
export function anchorEnds(partner: Pick<Partner, 'name' | 'trust'>, now: Date): HikyakuError[] {
  return errorsOf(anchorsOf(partner), now)
}

function errorsOf(all: readonly WatchedCertificate[], now: Date): HikyakuError[] {
  return all.flatMap((one) => dueOf(one, now)?.error ?? [])
}
