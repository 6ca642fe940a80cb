import { defined } from '../../base/defined.ts'
import { HikyakuError, type FaultName } from '../../errors/index.ts'
import { causes } from './explanation/causes/index.ts'
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
  const known = { partner, ...defined({ knownChain }) }
  const evidence =
    record === undefined
      ? evidenceOfError(error, host)
      : evidenceOf({ error: toldOf(error), ...record }, known)
  return { ...evidence, ...known, certificateConfigured: clientCertificate }
}

function faultOf(cause: string): FaultName {
  return causes.find((row) => row.cause === cause)?.fault ?? 'tls-failed'
}
