import { X509Certificate } from 'node:crypto'
import { hasSmallKey, hasWeakSignature, isSelfIssued } from '../explanation/causes/certificates.ts'
import { hostMismatch } from '../peer-chain.ts'
import { trustedBy } from '../trust.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import type { ChainFinding, DoctorAnswer } from './report.ts'

export interface ChainRules {
  /** The name or address that the certificate must have. */
  readonly name: string
  readonly trust: readonly string[]
  readonly now: Date
}

const dayMilliseconds = 86_400_000
const longestPath = 12

const unseen: ChainFinding = {
  certificates: [],
  inOrder: 'unknown',
  complete: 'unknown',
  trusted: 'unknown',
  nameMatches: 'unknown',
  validNow: 'unknown',
  strong: 'unknown',
}

/** What a chain is worth for the name and the CAs of the settings. */
export function judgeChain(sent: readonly SeenCertificate[], rules: ChainRules): ChainFinding {
  const certificates = [...sent]
  const parsed = sent.map(parse)
  const [leaf] = parsed
  if (leaf === undefined || parsed.includes(undefined)) return { ...unseen, certificates }
  const chain = parsed.filter((one) => one !== undefined)
  const path = pathOf(leaf, chain, anchorsOf(rules.trust))
  return {
    certificates,
    inOrder: yesNo(isInOrder(chain)),
    complete: yesNo(path.missing === undefined),
    ...(path.missing === undefined ? {} : { missingIssuer: path.missing }),
    trusted: yesNo(path.trusted),
    nameMatches: yesNo(hostMismatch(rules.name, leaf) === undefined),
    ...validityOf(path.certificates, rules.now),
    strong: yesNo(sent.every(isStrong)),
  }
}

/** One certificate that no CA has issued. */
export function isSelfSigned({ certificates: [leaf, ...issuers] }: ChainFinding): boolean {
  return leaf !== undefined && issuers.length === 0 && isSelfIssued(leaf)
}

function yesNo(value: boolean): DoctorAnswer {
  return value ? 'yes' : 'no'
}

function parse({ der }: SeenCertificate): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(der, 'base64'))
  } catch {
    return undefined
  }
}

function anchorsOf(trust: readonly string[]): X509Certificate[] {
  const texts = trustedBy(trust.length === 0 ? ['system'] : trust)
  return texts
    .flatMap(
      (text) => text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [],
    )
    .map((pem) => new X509Certificate(pem))
}

function isInOrder(chain: readonly X509Certificate[]): boolean {
  return chain.every((one, at) => {
    const next = chain[at + 1]
    return next === undefined || one.checkIssued(next)
  })
}

type Validity = Pick<ChainFinding, 'validNow' | 'outOfDate' | 'endsOn' | 'daysLeft'>

/** Of what proves the server, not of all that it sends: an old cross-signed CA may lie beside it. */
function validityOf(path: readonly X509Certificate[], now: Date): Validity {
  const ends = Math.min(...path.map(({ validTo }) => Date.parse(validTo)))
  const wrong = path.find((one) => !isValid(one, now))
  const ended = wrong !== undefined && Date.parse(wrong.validTo) < now.getTime()
  const bound = (ended ? wrong.validTo : wrong?.validFrom) ?? ''
  return {
    validNow: yesNo(wrong === undefined),
    ...(wrong === undefined
      ? {}
      : {
          outOfDate: {
            subject: oneLineOf(wrong.subject),
            how: ended ? 'ended' : 'not-begun',
            day: dayOf(Date.parse(bound)),
          },
        }),
    endsOn: dayOf(ends),
    // Whole days, towards zero: what ended yesterday has not ended two days ago.
    daysLeft: Math.trunc((ends - now.getTime()) / dayMilliseconds),
  }
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

interface Path {
  /** From the server's up to the last that was found. */
  readonly certificates: readonly X509Certificate[]
  readonly trusted: boolean
  /** Whose certificate is nowhere to be found. */
  readonly missing?: string
}

/**
 * Follows the issuers from the server's certificate, through what was sent and what is
 * trusted. An anchor is its own issuer: as Node does, a trusted intermediate is none.
 */
function pathOf(
  leaf: X509Certificate,
  sent: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
): Path {
  const trusted = new Set(anchors.map(({ fingerprint256 }) => fingerprint256))
  const certificates = [leaf]
  let current = leaf
  while (certificates.length < longestPath) {
    const by = current
    const issuer = [...anchors, ...sent].find((one) => issued(one, by))
    if (issuer === undefined) {
      return { certificates, trusted: false, missing: oneLineOf(current.issuer) }
    }
    if (issuer.fingerprint256 === current.fingerprint256) {
      return { certificates, trusted: trusted.has(current.fingerprint256) }
    }
    current = issuer
    certificates.push(current)
  }
  return { certificates, trusted: false }
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  if (!certificate.checkIssued(issuer)) return false
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}

function oneLineOf(name: string): string {
  return name.trim().split('\n').join(',')
}

function isValid({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo)
}

/** Whether key and signature hold today; what no table knows is not said to be weak. */
export function isStrong(certificate: SeenCertificate): boolean {
  return !hasSmallKey(certificate) && !hasWeakSignature(certificate)
}
