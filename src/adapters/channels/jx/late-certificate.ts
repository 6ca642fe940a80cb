import { describeCause, HikyakuError, type FaultName } from '../../../errors/index.ts'
import {
  alertReported,
  certificateAskedIn,
  type CertificateAsked,
  type HandshakeRecord,
} from '../../../wire/tls/index.ts'
import type { JxChannelOrder } from './client-order.ts'

/** What is known of a call that a server refused. */
export interface RefusedCall {
  readonly order: Pick<JxChannelOrder, 'partner' | 'certificate'>
  readonly record: HandshakeRecord | undefined
}

/** As nginx, Apache, IIS and others write it. */
const speaksOfCertificate =
  /(?:client|ssl|tls)[\s-]*certificate|certificate (?:required|revoked|expired|error)|クライアント証明書|403\.(?:7|13|16|17)\b/i
const speaksOfLateness = /post-handshake authentication/i

/**
 * Whether a refusal by HTTP is about a client certificate: the page says so, or what the
 * handshake showed. A server that asked and was shown none did ask, whatever it answers.
 */
export function certificateRefusalIn(
  { order: { partner, certificate }, record }: RefusedCall,
  status: number,
  page: string,
): HikyakuError | undefined {
  const asked = record === undefined ? undefined : certificateAskedIn(record)
  const refusal = { status, page, asked }
  const fault = certificate === undefined ? withoutOurs(refusal) : withOurs(refusal)
  if (fault === undefined) return undefined
  const detail = page === '' ? `HTTP ${status}` : `HTTP ${status}: ${page}`
  return new HikyakuError(fault, { partner: partner.name, detail })
}

interface Refusal {
  readonly status: number
  readonly page: string
  /** Undefined: nothing is on record. */
  readonly asked: CertificateAsked | undefined
}

function withoutOurs({ status, page, asked }: Refusal): FaultName | undefined {
  const said = speaksOfCertificate.test(page) || speaksOfLateness.test(page)
  return said || (status === 403 && wasAsked(asked)) ? 'client-certificate-missing' : undefined
}

function withOurs({ status, page, asked }: Refusal): FaultName | undefined {
  if (speaksOfLateness.test(page)) return 'client-certificate-late'
  const said = speaksOfCertificate.test(page)
  if (asked?.tooLate === true && (said || status === 403)) return 'client-certificate-late'
  const wasShown = asked === undefined || wasAsked(asked)
  return said && wasShown ? 'client-certificate-not-accepted' : undefined
}

function wasAsked(asked: CertificateAsked | undefined): boolean {
  return asked?.inHandshake === true || asked?.byRenegotiation === true
}

/**
 * Why a server may have left after the handshake, where it said nothing: it wanted our
 * certificate then. Undefined: nothing speaks for that.
 */
export function certificateLossIn(
  { order: { partner, certificate }, record }: RefusedCall,
  cause: NodeJS.ErrnoException,
): HikyakuError | undefined {
  if (record === undefined) return undefined
  const { byRenegotiation, tooLate } = certificateAskedIn(record)
  const alert = alertReported(cause)?.name
  const detail = alert === undefined ? describeCause(cause) : alert
  const params = { partner: partner.name, detail }
  if (byRenegotiation) {
    const fault =
      certificate === undefined ? 'client-certificate-missing' : 'client-certificate-not-accepted'
    const what = { detail: `renegotiation; ${detail}`, detailJa: `再ネゴシエーション、${detail}` }
    return new HikyakuError(fault, { ...params, ...what })
  }
  if (certificate === undefined || !tooLate) return undefined
  return new HikyakuError('cut-before-certificate', params)
}
