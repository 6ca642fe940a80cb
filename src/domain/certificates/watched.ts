import type { Tables } from '../exchange/ports.ts'
import type { Partner } from '../partners/partner.ts'
import {
  describeCertificate,
  describeChain,
  peerChainOf,
  readRecord,
  readShortRecord,
} from '../../wire/tls/index.ts'

/**
 * Whose a certificate is: our client certificate, one of a CA that is sent behind it, one that
 * our server shows, a CA in the settings of a partner, one that a partner was seen with.
 */
export type WatchedKind = 'own' | 'own-issuer' | 'server' | 'trust' | 'seen'

/** A certificate whose end would stop an exchange. */
export interface WatchedCertificate {
  readonly kind: WatchedKind
  /** The name it was imported under, if it is ours. */
  readonly certificate?: string
  /** Partners that it is used with; none where it is our server's. */
  readonly partners: readonly string[]
  readonly subject: string
  readonly issuer?: string
  /** With or without colons. */
  readonly sha256: string
  readonly notAfter: Date
}

/** All of them but those that our server shows, place by place. */
export async function watchedIn(tables: Tables): Promise<readonly WatchedCertificate[]> {
  const partners = await tables.partners.list()
  const found: WatchedCertificate[] = []
  for (const { name, chainPem } of await tables.certificates.list()) {
    const users = partners.filter((one) => uses(one, name)).map((one) => one.name)
    found.push(...ownIn(name, chainPem, users))
  }
  for (const partner of partners) {
    found.push(...anchorsOf(partner), ...(await seenOf(tables, partner)))
  }
  return found
}

/** @param chainPem what our server shows */
export function servedIn(chainPem: string): WatchedCertificate[] {
  return describeChain(chainPem).map((one) => ({ kind: 'server', partners: [], ...one }))
}

/** Ours, and the intermediates that we send behind it; a root is for the partner to know. */
export function ownIn(
  name: string,
  chainPem: string,
  partners: readonly string[],
): WatchedCertificate[] {
  const [leaf, ...issuers] = describeChain(chainPem)
  if (leaf === undefined) return []
  const shared = { certificate: name, partners }
  return [
    { kind: 'own', ...shared, ...leaf },
    ...issuers
      .filter(({ subject, issuer }) => subject !== issuer)
      .map((one): WatchedCertificate => ({ kind: 'own-issuer', ...shared, ...one })),
  ]
}

/** Whether a partner's settings name a certificate, now or for a later day. */
export function uses(partner: Partner, certificate: string): boolean {
  if (partner.kind !== 'jx-server') return false
  return [partner.clientCertificate, partner.nextClientCertificate?.name].includes(certificate)
}

/** The CAs that the settings of a partner name. */
export function anchorsOf({ name, trust }: Pick<Partner, 'name' | 'trust'>): WatchedCertificate[] {
  return trust
    .filter((anchor) => anchor !== 'system')
    .map((anchor) => ({ kind: 'trust', partners: [name], ...describeCertificate(anchor) }))
}

/** Without the CAs that the settings name, of which is told beside. */
async function seenOf(
  { handshakes }: Tables,
  { name, trust }: Partner,
): Promise<WatchedCertificate[]> {
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
      kind: 'seen' as const,
      partners: [name],
      subject: one.subject,
      issuer: one.issuer,
      sha256: one.sha256,
      notAfter: new Date(one.notAfter),
    }))
    .filter(({ notAfter }) => !Number.isNaN(notAfter.getTime()))
}

/** With and without colons it is the same certificate. */
export function plainHash({ sha256 }: { readonly sha256: string }): string {
  return sha256.replaceAll(':', '').toLowerCase()
}
