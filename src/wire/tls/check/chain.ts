import { X509Certificate } from 'node:crypto'
import { isIssuedBy, issuerOf, subjectOf, validityOf as datesOf } from '../certificate-parts.ts'
import { hasSmallKey, hasWeakSignature, isSelfIssued } from '../explanation/causes/certificates.ts'
import { refusesChain } from '../explanation/certificate-at-fault.ts'
import { hostMismatch } from '../peer-chain.ts'
import { trustedBy } from '../trust.ts'
import { bindsNames, brokenRuleIn } from '../verification/broken-rule.ts'
import { readCertificate } from '../wire/certificate.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import { wireLimits } from '../wire/limits.ts'
import { certificatesIn } from '../pem.ts'
import type { ChainFinding, TlsCheckAnswer } from './report.ts'
import { brokenRuleText } from './texts.ts'
import type { PolicyTrial } from './trial.ts'

export interface ChainRules {
  /** The name or address that the certificate must have. */
  readonly name: string
  readonly trust: readonly string[]
  readonly now: Date
  /** How a try with the settings ended. */
  readonly trial?: Verdict | undefined
}

const dayMilliseconds = 86_400_000
/** As deep as our library follows a chain. */
const longestPath = 100

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
    ...trustOf(path, sent, rules.trial),
    nameMatches: yesNo(hostMismatch(rules.name, leaf) === undefined),
    ...validityOf(path.certificates, rules.now),
    strong: yesNo(sent.every(isStrong)),
  }
}

type Trust = Pick<ChainFinding, 'complete' | 'missingIssuer' | 'trusted' | 'refused'>

/** What the library said of a chain, in a try with the settings, is the last word on it. */
function trustOf(path: Path, sent: readonly unknown[], trial: Verdict | undefined): Trust {
  if (trial?.done === true) return { complete: 'yes', trusted: 'yes' }
  const judged = judgedTrust(path, sent)
  const { cause, summary } = trial?.explanation ?? {}
  if (cause === undefined || summary === undefined || !refusesChain(cause)) return judged
  return { ...judged, trusted: 'no', refused: summary }
}

/** A root that is trusted is not enough: the rules of the certificates below it count too. */
function judgedTrust({ certificates, trusted, missing }: Path, sent: readonly unknown[]): Trust {
  if (missing !== undefined) {
    // Of a longer chain no more is kept, so the issuer may have been sent.
    const isCut = sent.length >= wireLimits.certificates
    return isCut
      ? { complete: 'unknown', trusted: 'unknown' }
      : { complete: 'no', missingIssuer: missing, trusted: 'no' }
  }
  const path = certificates.map(({ raw }) => readCertificate(raw))
  const broken = trusted ? brokenRuleIn(path) : undefined
  if (broken !== undefined) {
    return { complete: 'yes', trusted: 'no', refused: brokenRuleText(broken) }
  }
  const isOpen = trusted && bindsNames(path) !== undefined
  return { complete: 'yes', trusted: isOpen ? 'unknown' : yesNo(trusted) }
}

type Verdict = Pick<PolicyTrial, 'done' | 'explanation'>

/** One certificate that no CA has issued. */
export function isSelfSigned({ certificates: [leaf, ...issuers] }: ChainFinding): boolean {
  return leaf !== undefined && issuers.length === 0 && isSelfIssued(leaf)
}

function yesNo(value: boolean): TlsCheckAnswer {
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
  return texts.flatMap(certificatesIn).map(({ text }) => new X509Certificate(text))
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
  const dates = path.map(datesOf)
  const known = dates.filter((one) => one !== undefined)
  if (known.length < dates.length) return { validNow: 'unknown' }
  const ends = Math.min(...known.map(({ to }) => to.getTime()))
  const wrong = known.findIndex(({ from, to }) => now < from || to < now)
  const [certificate, span] = [path[wrong], known[wrong]]
  return {
    validNow: yesNo(certificate === undefined),
    ...(certificate === undefined || span === undefined ? {} : outOfDate(certificate, span, now)),
    endsOn: dayOf(ends),
    // Whole days, towards zero: what ended yesterday has not ended two days ago.
    daysLeft: Math.trunc((ends - now.getTime()) / dayMilliseconds),
  }
}

function outOfDate(
  certificate: X509Certificate,
  { from, to }: { readonly from: Date; readonly to: Date },
  now: Date,
): Pick<Validity, 'outOfDate'> {
  const ended = to < now
  return {
    outOfDate: {
      subject: subjectOf(certificate),
      how: ended ? 'ended' : 'not-begun',
      day: dayOf((ended ? to : from).getTime()),
    },
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
    const issuer = [...anchors, ...sent].find((one) => isIssuedBy(by, one))
    if (issuer === undefined) {
      return { certificates, trusted: false, missing: issuerOf(current) }
    }
    if (issuer.fingerprint256 === current.fingerprint256) {
      return { certificates, trusted: trusted.has(current.fingerprint256) }
    }
    current = issuer
    certificates.push(current)
  }
  return { certificates, trusted: false }
}

/** Whether key and signature hold today; what no table knows is not said to be weak. */
export function isStrong(certificate: SeenCertificate): boolean {
  return !hasSmallKey(certificate) && !hasWeakSignature(certificate)
}
