import { theirAlert, type Evidence } from '../evidence.ts'

/** Whether, and how, a server refused our client certificate or the lack of one. */

/** They speak of the certificate whenever they come. */
const certificateAlerts: ReadonlySet<string> = new Set([
  'unknown_ca',
  'bad_certificate',
  'certificate_unknown',
  'unsupported_certificate',
  'certificate_unobtainable',
  'certificate_expired',
  'certificate_revoked',
  'no_certificate',
])

/** They do so only after it. */
const alertsAfterCertificate: ReadonlySet<string> = new Set([
  'handshake_failure',
  'access_denied',
  'decrypt_error',
])

/** Whether the server refused the certificate that we showed. */
export function refused(evidence: Evidence): boolean {
  const { role, certificateConfigured } = evidence
  if (role !== 'client' || !certificateConfigured) return false
  const alert = theirAlert(evidence)
  if (alert === undefined) return hungUpOnCertificate(evidence)
  if (certificateAlerts.has(alert.name)) return true
  return alert.afterClientCertificate && alertsAfterCertificate.has(alert.name)
}

/** The server left after our certificate message; in TLS 1.3 all that we sent is hidden. */
export function hungUpOnCertificate(evidence: Evidence): boolean {
  const { role, certificateConfigured, clientChain, ended, serverHello, error } = evidence
  if (role !== 'client' || !certificateConfigured) return false
  const left = ended === undefined ? error.code === 'ECONNRESET' : ended.side === 'server'
  if (!left || ended?.how === 'timeout' || wasAccepted(evidence)) return false
  if (clientChain !== undefined) return clientChain.length > 0
  const hidden =
    serverHello?.version === 'TLSv1.3' && evidence.lastFrom.client?.kind === 'encrypted'
  return hidden && evidence.certificateRequested !== false
}

/** More than lies in the buffers on the way until a refusal is here. */
const mostUnderway = 4 * 2 ** 20

/**
 * Whether a server that left after our handshake was done had borne with our certificate:
 * before TLS 1.3 its own Finished says so; since then that it went on speaking, or that it
 * took far more than what was under way while it judged.
 */
function wasAccepted({ afterwards, serverHello }: Evidence): boolean {
  if (afterwards === undefined) return false
  if (serverHello?.version !== 'TLSv1.3') return true
  return afterwards.received > 0 || afterwards.sent > mostUnderway
}

/** Whether the server asked for a certificate and takes its absence amiss. */
export function wantsCertificate(evidence: Evidence): boolean {
  if (evidence.role !== 'client') return false
  const alert = theirAlert(evidence)
  if (alert?.name === 'certificate_required') return true
  if (evidence.certificateRequested !== true) return false
  if (alert === undefined) return evidence.ended?.side === 'server' && !wasAccepted(evidence)
  return certificateAlerts.has(alert.name) || alertsAfterCertificate.has(alert.name)
}

export function answeredWithNone(evidence: Evidence): boolean {
  if (evidence.role !== 'client') return false
  const alert = theirAlert(evidence)
  if (alert?.name === 'certificate_required') return true
  const left = evidence.ended?.side === 'server' && !wasAccepted(evidence)
  const refusedUs = alert !== undefined || left
  return refusedUs && evidence.clientChain?.length === 0
}

/** Whether the server named the CAs it accepts, and none of them is above our certificate. */
export function excludes({ request, ownChain }: Evidence): boolean {
  if (request === undefined || request.issuers.length === 0) return false
  return !ownChain.some(({ issuer }) => request.issuers.includes(issuer))
}
