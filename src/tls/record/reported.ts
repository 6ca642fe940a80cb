import { alertCode } from '../wire/alert-names.ts'
import type { AlertFact } from '../wire/facts.ts'
import type { HandshakeRecord } from './handshake-record.ts'

const longestMessage = 300

/** An error's code and words, as a record keeps them. */
export function toldOf({ code, message }: NodeJS.ErrnoException): HandshakeRecord['error'] {
  return { code: code ?? '', message: message.slice(0, longestMessage) }
}

export function isTimeout({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ETIMEDOUT' || code === 'ERR_TLS_HANDSHAKE_TIMEOUT'
}

/** The connection broke, or was closed where it should not have been. */
export function isLoss({ code = '' }: NodeJS.ErrnoException): boolean {
  return ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET'].includes(code)
}

/** OpenSSL names a received alert after the version that brought it in. */
const alertPattern =
  /^ERR_(?:SSL_(?:SSLV3|TLSV1|TLSV13|SSL\/TLS)_(?:ALERT_)?|LEGACY_ALERT_)([A-Z_]+)$/

/** The alert of the other side that an error stands for. */
export function alertReported({
  code = '',
}: Pick<NodeJS.ErrnoException, 'code'>): Pick<AlertFact, 'level' | 'code' | 'name'> | undefined {
  const name = alertPattern.exec(code)?.[1]?.toLowerCase().replace('cancelled', 'canceled') ?? ''
  const number = alertCode(name)
  return number === undefined ? undefined : { level: 'fatal', code: number, name }
}
