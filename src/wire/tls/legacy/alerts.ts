import { alertCodes, type AlertName } from '../wire/alert-names.ts'
import type { LegacyVersion } from './versions.ts'

export type AlertLevel = 'warning' | 'fatal'

/** What SSL 3.0 says instead of alerts it does not have; the choices are OpenSSL's. */
const inSsl3: Partial<Record<AlertName, AlertName>> = {
  decryption_failed: 'bad_record_mac',
  record_overflow: 'bad_record_mac',
  unknown_ca: 'bad_certificate',
  access_denied: 'handshake_failure',
  decode_error: 'handshake_failure',
  decrypt_error: 'handshake_failure',
  export_restriction: 'handshake_failure',
  protocol_version: 'handshake_failure',
  insufficient_security: 'handshake_failure',
  internal_error: 'handshake_failure',
  user_canceled: 'handshake_failure',
  unsupported_extension: 'handshake_failure',
  unrecognized_name: 'handshake_failure',
}

/** The two bytes of an alert in the words of the version. */
export function encodeAlert(level: AlertLevel, name: AlertName, version: LegacyVersion): Buffer {
  const said = version === 'SSLv3' ? (inSsl3[name] ?? name) : name
  return Buffer.from([level === 'fatal' ? 2 : 1, alertCodes[said]])
}
