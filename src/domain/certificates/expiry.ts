import type { FaultName, FaultParams } from '../../errors/index.ts'
import { HikyakuError } from '../../errors/index.ts'
import { raiseFault } from '../exchange/faults.ts'
import { stationDay } from '../partners/certificate-in-force.ts'
import type { ExchangeContext, StationCertificate, Tables } from '../exchange/ports.ts'
import type { Fault } from '../exchange/attempt.ts'
import type { Partner } from '../partners/partner.ts'
import {
  describeCertificate,
  describeChain,
  peerChainOf,
  readRecord,
  readShortRecord,
} from '../../wire/tls/index.ts'

/** Days ahead of its end at which a certificate is warned of. */
export const expiryThresholds = [60, 30, 14, 7, 1] as const

const dayMilliseconds = 86_400_000

/** A certificate whose end matters, and how that is said. */
interface Watched {
  readonly expiring: FaultName
  readonly expired: FaultName
  /** Whose it is, for the notice that is given once. */
  readonly owner: string
  readonly partner?: string
  readonly params: FaultParams
  readonly subject: string
  readonly sha256: string
  readonly notAfter: Date
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
    const { owner, sha256, partner } = watched
    const fault = await ledger.commit(async (tables) => {
      const key = `expiry/${owner}/${sha256}/${due.threshold}`
      if (!(await tables.notices.first(key, now))) return undefined
      return await raiseFault(tables, context, due.error, partner === undefined ? {} : { partner })
    })
    if (fault !== undefined) raised.push(fault)
  }
  return raised
}

/** What is to be said of a certificate now, if anything. */
function dueOf(
  { expiring, expired, params, subject, notAfter }: Watched,
  now: Date,
): { readonly threshold: number; readonly error: HikyakuError } | undefined {
  const days = daysUntil(notAfter, now)
  const said = { ...params, subject, day: stationDay(notAfter) }
  if (days <= 0) return { threshold: 0, error: new HikyakuError(expired, said) }
  const threshold = expiryThresholds.findLast((one) => days <= one)
  if (threshold === undefined) return undefined
  return { threshold, error: new HikyakuError(expiring, { ...said, days }) }
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

function errorsOf(all: readonly Watched[], now: Date): HikyakuError[] {
  return all.flatMap((one) => dueOf(one, now)?.error ?? [])
}

async function watchedIn(tables: Tables): Promise<readonly Watched[]> {
  const partners = await tables.partners.list()
  const found: Watched[] = []
  for (const { name, chainPem } of await tables.certificates.list()) {
    const users = partners.filter((one) => uses(one, name)).map((one) => one.name)
    found.push(...ownIn(name, chainPem, users))
  }
  for (const partner of partners) {
    found.push(...anchorsOf(partner), ...(await seenOf(tables, partner)))
  }
  return found
}

function servedIn(chainPem: string): Watched[] {
  return describeChain(chainPem).map((one) => ({
    expiring: 'server-certificate-expiring',
    expired: 'server-certificate-expired',
    owner: 'server',
    params: {},
    ...one,
  }))
}

/** Ours, and the intermediates that we send behind it; a root is for the partner to know. */
function ownIn(name: string, chainPem: string, users: readonly string[]): Watched[] {
  const [leaf, ...issuers] = describeChain(chainPem)
  if (leaf === undefined) return []
  const partners =
    users.length === 0
      ? { partners: 'none', partnersJa: 'なし' }
      : { partners: users.join(', '), partnersJa: users.join('、') }
  const shared = { owner: `own/${name}`, params: { certificate: name, ...partners } }
  return [
    { expiring: 'certificate-expiring', expired: 'certificate-expired', ...shared, ...leaf },
    ...issuers
      .filter(({ subject, issuer }) => subject !== issuer)
      .map((one): Watched => ({
        expiring: 'certificate-issuer-expiring',
        expired: 'certificate-issuer-expired',
        ...shared,
        ...one,
      })),
  ]
}

/** Whether a partner's settings name a certificate, now or for a later day. */
export function uses(partner: Partner, certificate: string): boolean {
  if (partner.kind !== 'jx-server') return false
  return [partner.clientCertificate, partner.nextClientCertificate?.name].includes(certificate)
}

function anchorsOf({ name, trust }: Pick<Partner, 'name' | 'trust'>): Watched[] {
  return trust
    .filter((anchor) => anchor !== 'system')
    .map((anchor) => ({
      expiring: 'trust-expiring',
      expired: 'trust-expired',
      owner: `trust/${name}`,
      partner: name,
      params: { partner: name },
      ...describeCertificate(anchor),
    }))
}

/** Without the CAs that the settings name, of which is told beside. */
async function seenOf({ handshakes }: Tables, { name, trust }: Partner): Promise<Watched[]> {
  const last = await handshakes.latest(name, 'done')
  if (last?.record === undefined) return []
  const short = readShortRecord(last.record)
  const record = short === undefined ? readRecord(last.record) : undefined
  const chain = short?.peerChain ?? (record === undefined ? [] : peerChainOf(record))
  const named = new Set(
    trust.filter((one) => one !== 'system').map((one) => plainHash(describeCertificate(one))),
  )
  return chain
    .filter((one) => !named.has(plainHash(one)))
    .map((one) => ({
      expiring: 'partner-certificate-expiring' as const,
      expired: 'partner-certificate-expired' as const,
      owner: `seen/${name}`,
      partner: name,
      params: { partner: name },
      subject: one.subject,
      sha256: one.sha256,
      notAfter: new Date(one.notAfter),
    }))
    .filter(({ notAfter }) => !Number.isNaN(notAfter.getTime()))
}

/** With and without colons it is the same certificate. */
function plainHash({ sha256 }: { readonly sha256: string }): string {
  return sha256.replaceAll(':', '').toLowerCase()
}
