import { defined } from '../../base/defined.ts'
import type { Ledger } from '../exchange/ports.ts'
import type { Partner } from '../partners/partner.ts'
import {
  plainHash,
  servedIn,
  watchedIn,
  type WatchedCertificate,
  type WatchedKind,
} from './watched.ts'

/** Kinds of what ends: certificates, and waivers of weak TLS. */
export type EndKind = WatchedKind | 'waiver'

/** One thing that ends, with all places where it is used. */
export interface CertificateEnd {
  readonly kind: EndKind
  /** The name it was imported under, if it is ours. */
  readonly certificate?: string
  /** Of a waiver there is none. */
  readonly subject?: string
  readonly issuer?: string
  readonly notAfter: Date
  readonly partners: readonly string[]
  /** Partners that are shown another client certificate from a day on, YYYY-MM-DD. */
  readonly booked: readonly {
    readonly partner: string
    readonly name: string
    readonly from: string
  }[]
}

/**
 * The calendar of all that ends: our client certificates and what is sent behind them, what
 * our server shows, the CAs in partners' settings, what partners were seen with, and waivers.
 * A certificate that is used in several places stands once.
 *
 * @param serverChains PEM of the certificates that our server shows
 * @returns what ends first, first
 */
export async function certificateEnds(
  ledger: Ledger,
  serverChains: readonly string[],
): Promise<readonly CertificateEnd[]> {
  const partners = await ledger.partners.list()
  const all = [...serverChains.flatMap(servedIn), ...(await watchedIn(ledger))]
  const joined = new Map<string, WatchedCertificate>()
  for (const one of all) {
    const key = [one.kind, one.certificate, plainHash(one)].join('/')
    const known = joined.get(key)
    const users = new Set([...(known?.partners ?? []), ...one.partners])
    joined.set(key, { ...one, partners: [...users] })
  }
  const ends = [...joined.values()].map((one) => endOf(one, partners))
  return [...ends, ...partners.flatMap(waiverOf)].toSorted(
    (one, other) => one.notAfter.getTime() - other.notAfter.getTime(),
  )
}

function endOf(watched: WatchedCertificate, all: readonly Partner[]): CertificateEnd {
  const { kind, certificate, subject, issuer, notAfter, partners } = watched
  const booked = all.flatMap((partner) => {
    if (kind !== 'own' || partner.kind !== 'jx-server') return []
    const { name, clientCertificate, nextClientCertificate: next } = partner
    return next === undefined || clientCertificate !== certificate
      ? []
      : [{ partner: name, ...next }]
  })
  return { kind, ...defined({ certificate, issuer }), subject, notAfter, partners, booked }
}

function waiverOf(partner: Partner): CertificateEnd[] {
  if (partner.kind !== 'jx-server' || partner.tlsWaiver === undefined) return []
  // The last day counts whole.
  const notAfter = new Date(`${partner.tlsWaiver.until}T23:59:59`)
  return [{ kind: 'waiver', notAfter, partners: [partner.name], booked: [] }]
}
