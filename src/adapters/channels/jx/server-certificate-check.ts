import { X509Certificate } from 'node:crypto'
import type { ClientPartner } from '../../../domain/partners/index.ts'
import type { Connection } from '../../../wire/http/index.ts'
import {
  callerProblems,
  isIssuedBy,
  subjectOf,
  trustedBy,
  type Text,
} from '../../../wire/tls/index.ts'
import { isSubject } from './distinguished-name.ts'

/** What is wrong with a certificate: its code for the explanation, and in words. */
export interface CertificateProblem extends Text {
  readonly code: string
}

/**
 * Why the certificate of this connection is not this partner's; undefined if it is.
 *
 * The handshake verified the chain against the CAs of all partners together; here it
 * must lead to one of this partner's own, each link checked by its signature.
 */
export function certificateProblem(
  partner: ClientPartner,
  { clientChain, clientProblem }: Connection,
): CertificateProblem | undefined {
  const [leaf] = clientChain
  if (leaf === undefined) {
    if (clientProblem === undefined) return none
    return { code: clientProblem, ja: clientProblem, en: clientProblem }
  }
  if (!leadsTo(clientChain, anchorsOf(partner))) return ofAnotherCa
  if (partner.subject !== undefined && !isSubject(partner.subject, leaf.raw)) {
    const subject = subjectOf(leaf)
    return { code: callerProblems.ofAnother, ja: `所有者 ${subject}`, en: `subject ${subject}` }
  }
  return undefined
}

const none: CertificateProblem = {
  code: callerProblems.none,
  ja: '証明書なし',
  en: 'no certificate',
}
const ofAnotherCa: CertificateProblem = {
  code: callerProblems.ofAnother,
  ja: '別の認証局が発行',
  en: 'issued by another CA',
}

function leadsTo(chain: readonly X509Certificate[], anchors: readonly X509Certificate[]): boolean {
  for (const [at, certificate] of chain.entries()) {
    if (anchors.some((anchor) => isIssuedBy(certificate, anchor))) return true
    const above = chain[at + 1]
    // Who holds a leaf can sign with its key, but is no CA.
    if (above === undefined || !above.ca || !isIssuedBy(certificate, above)) return false
  }
  return false
}

/** Read once: the machine's own list alone has more than a hundred. */
const read = new Map<string, X509Certificate>()
const mostRead = 2000

function anchorsOf({ trust }: ClientPartner): readonly X509Certificate[] {
  return trustedBy(trust).map((pem) => {
    const known = read.get(pem)
    if (known !== undefined) return known
    const certificate = new X509Certificate(pem)
    if (read.size >= mostRead) read.clear()
    read.set(pem, certificate)
    return certificate
  })
}
