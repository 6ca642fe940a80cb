import { HikyakuError, type FaultName } from '../../errors/index.ts'
import { evidenceOf, type KnownOfPartner } from './explanation/evidence-of.ts'
import { evidenceOfError } from './explanation/evidence-of-error.ts'
import type { Evidence } from './explanation/evidence.ts'
import { nameSlots } from './explanation/name-list.ts'
import { explainEvidence } from './explanation/explain.ts'
import type { HandshakeRecord } from './record/handshake-record.ts'
import { toldOf } from './record/reported.ts'

/** Where a handshake failed. */
export interface HandshakePlace extends Pick<KnownOfPartner, 'knownChain'> {
  readonly partner: string
  readonly host: string
  /** Whether a client certificate is configured for the partner. */
  readonly clientCertificate: boolean
  /** Name of the box for the message: what was to be done. */
  readonly direction: 'send' | 'receive'
  readonly file?: string
  /** What was seen of the handshake; without it the error alone must tell. */
  readonly record?: HandshakeRecord
}

const boxes = {
  send: { ja: '送信ボックス', en: 'outbox' },
  receive: { ja: '受信ボックス', en: 'inbox' },
}

/** The cause is a param of its own, so that a fault of the log finds its advisory. */
export const causeParam = 'tlsCause'

/**
 * The fault of a failed handshake: 20101137 whenever a client certificate is in use
 * (the notice's rule), else by its cause. エラー詳細 carries the explanation's summary.
 */
export function tlsFailure(error: NodeJS.ErrnoException, place: HandshakePlace): HikyakuError {
  const evidence = evidenceAt(error, place)
  const { cause, side, summary, tell } = explainEvidence(evidence)
  const { partner, host } = place
  const detail = { detail: summary.en, detailJa: summary.ja }
  // Of what nobody knows the catalogue's own text for the partner says all there is.
  const told = cause === 'unknown' ? {} : { tell: tell?.en ?? '', tellJa: tell?.ja ?? '' }
  const shared = { partner, host, ...detail, ...told, side, [causeParam]: cause }
  const options = { cause: error }
  if (place.clientCertificate) {
    const box = boxes[place.direction]
    const params = { ...shared, box: box.en, boxJa: box.ja, file: place.file ?? '-' }
    return new HikyakuError('tls-with-client-certificate', params, options)
  }
  const [own] = evidence.serverChain
  const names = own === undefined ? { names: '?' } : nameSlots(own)
  return new HikyakuError(faultOf(cause), { ...shared, ...names }, options)
}

function evidenceAt(error: NodeJS.ErrnoException, place: HandshakePlace): Evidence {
  const { record, partner, knownChain, clientCertificate, host } = place
  const known = { partner, ...(knownChain === undefined ? {} : { knownChain }) }
  const evidence =
    record === undefined
      ? evidenceOfError(error, host)
      : evidenceOf({ error: toldOf(error), ...record }, known)
  return { ...evidence, ...known, certificateConfigured: clientCertificate }
}

/** The fault of each cause that has one of its own, where no client certificate is in use. */
const faults: Readonly<Record<string, FaultName>> = {
  'own-settings-leave-nothing': 'tls-own-settings',
  'server-version-not-allowed': 'tls-own-settings',
  'proxy-answers-itself': 'tls-not-tls',
  'plain-http-on-port': 'tls-not-tls',
  'other-service-on-port': 'tls-not-tls',
  'not-tls': 'tls-not-tls',
  'ssl2-only': 'tls-no-common-version',
  'algorithm-mismatch': 'tls-algorithm-mismatch',
  'suite-of-another-version': 'tls-algorithm-mismatch',
  'suite-not-offered': 'tls-algorithm-mismatch',
  downgraded: 'tls-intercepted',
  'server-version-too-old': 'tls-no-common-version',
  'no-common-version': 'tls-no-common-version',
  'inappropriate-fallback': 'tls-no-common-version',
  'small-dh-key': 'tls-too-weak',
  'small-server-key': 'tls-too-weak',
  'weak-server-signature': 'tls-too-weak',
  'weak-handshake-signature': 'tls-too-weak',
  'unsafe-legacy-renegotiation': 'tls-too-weak',
  'inspected-by-proxy': 'tls-intercepted',
  'issuer-changed': 'tls-intercepted',
  'clock-suspect': 'tls-certificate-expired',
  'server-certificate-expired': 'tls-certificate-expired',
  'server-issuer-expired': 'tls-certificate-expired',
  'trusted-root-expired': 'tls-certificate-expired',
  'server-certificate-not-yet-valid': 'tls-certificate-expired',
  'wrong-host-name': 'tls-wrong-host',
  'server-certificate-self-signed': 'tls-certificate-untrusted',
  'root-not-trusted': 'tls-certificate-untrusted',
  'missing-intermediate': 'tls-certificate-untrusted',
  'unknown-issuer': 'tls-certificate-untrusted',
  'server-auth-missing': 'tls-certificate-untrusted',
  'server-signature-wrong': 'tls-certificate-untrusted',
  'server-chain-invalid': 'tls-certificate-untrusted',
  'no-client-certificate-configured': 'tls-client-certificate-needed',
  'insufficient-security': 'tls-no-common-suite',
  'no-common-group': 'tls-no-common-suite',
  'no-common-signature-algorithm': 'tls-no-common-suite',
  'no-common-suite': 'tls-no-common-suite',
  'no-application-protocol': 'tls-no-common-suite',
  'unrecognized-name': 'tls-refused',
  'server-internal-error': 'tls-refused',
  'access-denied': 'tls-refused',
  'user-canceled': 'tls-refused',
  'rsa-secret-misread': 'tls-refused',
  'handshake-failure': 'tls-refused',
  'certificate-alert': 'tls-refused',
  'peer-saw-protocol-error': 'tls-refused',
  'other-alert': 'tls-refused',
  'hello-not-understood': 'tls-refused',
  'silent-after-hello': 'tls-broken-off',
  'cut-after-hello': 'tls-broken-off',
  'slow-in-handshake': 'tls-broken-off',
  'silent-in-handshake': 'tls-broken-off',
  'cut-in-handshake': 'tls-broken-off',
  'cut-after-handshake': 'tls-broken-off',
}

function faultOf(cause: string): FaultName {
  return faults[cause] ?? 'tls-failed'
}
