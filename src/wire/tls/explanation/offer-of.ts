import { defined } from '../../../base/defined.ts'
import type { HandshakeRecord } from '../record/handshake-record.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import { callerProblems } from './caller-problems.ts'
import { evidenceOf } from './evidence-of.ts'

/** The client's own certificate, without its chain. */
type ShownCertificate = Pick<SeenCertificate, 'subject' | 'issuer' | 'notAfter'>

/** What a client offered in its hello, and the certificate that it showed. */
export interface ClientOffer {
  readonly versions: readonly string[]
  /** Its hello names the newest version alone: older ones may be spoken too. */
  readonly upTo: boolean
  readonly suites: readonly string[]
  /** How many more there were than are kept. */
  readonly suitesOmitted?: number
  /** The host name it asked for. */
  readonly serverName?: string
  /** null: it said that it has none. Absent: the handshake did not come that far. */
  readonly certificate?: ShownCertificate | null
}

/** Drawn from a record; undefined: no hello was seen, as where no TLS was spoken. */
export function offerOf(record: HandshakeRecord): ClientOffer | undefined {
  const { hello, clientChain, error } = evidenceOf(record)
  if (hello === undefined) return undefined
  // An empty certificate message that TLS 1.3 hides; our own check saw it.
  const chain = clientChain ?? (error.code === callerProblems.none ? [] : undefined)
  const { version, supportedVersions, suites, suitesOmitted, serverName } = hello
  return {
    versions: known(supportedVersions ?? [version]),
    upTo: supportedVersions === undefined,
    suites: known(suites),
    ...defined({ suitesOmitted, serverName }),
    ...(chain === undefined ? {} : { certificate: shown(chain) }),
  }
}

/** Without the values that only keep servers from choking on new ones (RFC 8701). */
function known(names: readonly string[]): string[] {
  return names.filter((name) => name !== 'GREASE')
}

function shown([leaf]: readonly SeenCertificate[]): ShownCertificate | null {
  if (leaf === undefined) return null
  const { subject, issuer, notAfter } = leaf
  return { subject, issuer, notAfter }
}
