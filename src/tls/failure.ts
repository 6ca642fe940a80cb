import { HikyakuError } from '../errors/index.ts'
import { explainTlsError } from './failure-cause.ts'
import type { HandshakeRecord } from './record/handshake-record.ts'

/** Where a handshake failed. */
export interface HandshakePlace {
  readonly partner: string
  readonly host: string
  /** Whether a client certificate is configured for the partner. */
  readonly clientCertificate: boolean
  /** Name of the box for the message: what was to be done. */
  readonly direction: 'send' | 'receive'
  readonly file?: string
  /** What was seen of the handshake. */
  readonly record?: HandshakeRecord
}

const boxes = {
  send: { ja: '送信ボックス', en: 'outbox' },
  receive: { ja: '受信ボックス', en: 'inbox' },
}

/**
 * The fault of a failed handshake: 20101137 whenever a client certificate is in use
 * (the notice's rule), else by its cause.
 */
export function tlsFailure(error: NodeJS.ErrnoException, place: HandshakePlace): HikyakuError {
  const cause = explainTlsError(error)
  const { partner, host } = place
  const shared = { partner, host, detail: cause.en, detailJa: cause.ja }
  const options = { cause: error }
  if (place.clientCertificate) {
    const box = boxes[place.direction]
    const params = { ...shared, box: box.en, boxJa: box.ja, file: place.file ?? '-' }
    return new HikyakuError('tls-with-client-certificate', params, options)
  }
  switch (cause.kind) {
    case 'untrusted':
      return new HikyakuError('tls-certificate-untrusted', shared, options)
    case 'expired':
      return new HikyakuError('tls-certificate-expired', shared, options)
    case 'wrong-host':
      return new HikyakuError('tls-wrong-host', { partner, host, names: namesIn(error) }, options)
    case 'other':
      return new HikyakuError('tls-failed', shared, options)
  }
}

/** The names of the certificate, from what Node attaches to the error. */
function namesIn(error: NodeJS.ErrnoException & { cert?: { subjectaltname?: string } }): string {
  return (error.cert?.subjectaltname ?? '?').replaceAll(/(DNS|IP Address):/g, '')
}
