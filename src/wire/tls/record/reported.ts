import { alertCode } from '../wire/alert-names.ts'
import type { AlertFact } from '../wire/facts.ts'

const longestMessage = 300

/** An error's code and words, as a record keeps them. */
export function toldOf({ code, message }: NodeJS.ErrnoException): {
  readonly code: string
  readonly message: string
} {
  return {
    code: libraryCode({ code, message }),
    message: plainWords(message).slice(0, longestMessage),
  }
}

/**
 * The library's own code: where a write fails the runtime says `EPROTO`, and the rest is in
 * the words of OpenSSL. The same code as elsewhere is made of these.
 */
export function libraryCode({
  code = '',
  message = '',
}: {
  readonly code?: string | undefined
  readonly message?: string
}): string {
  if (code !== 'EPROTO') return code
  const reason = /\berror:[0-9A-F]+:[^:]*:[^:]*:([^:\n]+)/i.exec(message)?.[1]?.trim() ?? ''
  return reason === '' ? code : `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`
}

/** `thread:error:number:library:function:reason:file:line:data`, or the middle of it, a line each. */
const openSslReport =
  /^(?:[0-9A-F]+:)?(error:[0-9A-F]+):[^:]*:[^:]*:(.+?)(?::(?:[a-z]:)?[^:]+:\d+:(.*))?$/gim

/** Of the runtime for programmers; our operators have `--trust`. */
const adviceOfRuntime = /; if the root CA is installed locally, try running Node\.js .*$/

/** What OpenSSL says, without what only its makers can use: a thread, lines of source. */
function plainWords(message: string): string {
  return message
    .replaceAll(
      openSslReport,
      (_report, number: string, reason: string, data: string | undefined = '') => {
        const more = data.trim() === '' ? number : `${number}, ${data.trim()}`
        return `${reason} (${more})`
      },
    )
    .replace(adviceOfRuntime, '')
    .trim()
    .replaceAll(/\s*\n\s*/g, '; ')
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
export function alertReported(
  error: Partial<Pick<NodeJS.ErrnoException, 'code' | 'message'>>,
): Pick<AlertFact, 'level' | 'code' | 'name'> | undefined {
  const name =
    alertPattern.exec(libraryCode(error))?.[1]?.toLowerCase().replace('cancelled', 'canceled') ?? ''
  const number = alertCode(name)
  return number === undefined ? undefined : { level: 'fatal', code: number, name }
}
