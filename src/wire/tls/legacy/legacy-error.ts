import type { AlertName } from '../wire/alert-names.ts'

/**
 * Why a legacy connection failed. `code` is Node's own where Node knows the case, so
 * that an explanation of TLS failures reads it alike; else it begins with `ERR_LEGACY_`.
 */
export class LegacyTlsError extends Error {
  override readonly name = 'LegacyTlsError'
  readonly code: string
  /** What the server is told before the connection ends. */
  readonly alert: AlertName | undefined

  constructor(code: string, message: string, alert?: AlertName, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.alert = alert
  }
}

/** A message that cannot be read. */
export function undecodable(what: string): LegacyTlsError {
  return new LegacyTlsError('ERR_LEGACY_DECODE', `malformed ${what}`, 'decode_error')
}

/** A message or record at a moment where it has no place. */
export function unexpected(what: string): LegacyTlsError {
  return new LegacyTlsError(
    'ERR_LEGACY_UNEXPECTED_MESSAGE',
    `unexpected ${what}`,
    'unexpected_message',
  )
}

/** A value that is well-formed and wrong. */
export function illegal(what: string, cause?: unknown): LegacyTlsError {
  return new LegacyTlsError('ERR_LEGACY_ILLEGAL_PARAMETER', what, 'illegal_parameter', { cause })
}

/** More of something than anybody honest sends. */
export function tooMuch(what: string): LegacyTlsError {
  return new LegacyTlsError('ERR_LEGACY_LIMIT', `too much: ${what}`, 'unexpected_message')
}

/** The one answer to anything wrong in a protected record. */
export function badMac(): LegacyTlsError {
  return new LegacyTlsError(
    'ERR_LEGACY_BAD_MAC',
    'a record was changed on the way (bad record MAC)',
    'bad_record_mac',
  )
}
