import type { LegacyVersion } from './versions.ts'

/** RFC 2246 §7.2, RFC 6101 §5.4, and what later RFCs added for hellos like ours. */
const codes = {
  close_notify: 0,
  unexpected_message: 10,
  bad_record_mac: 20,
  decryption_failed: 21,
  record_overflow: 22,
  decompression_failure: 30,
  handshake_failure: 40,
  no_certificate: 41,
  bad_certificate: 42,
  unsupported_certificate: 43,
  certificate_revoked: 44,
  certificate_expired: 45,
  certificate_unknown: 46,
  illegal_parameter: 47,
  unknown_ca: 48,
  access_denied: 49,
  decode_error: 50,
  decrypt_error: 51,
  export_restriction: 60,
  protocol_version: 70,
  insufficient_security: 71,
  internal_error: 80,
  inappropriate_fallback: 86,
  user_canceled: 90,
  no_renegotiation: 100,
  unsupported_extension: 110,
  unrecognized_name: 112,
} as const

export type AlertName = keyof typeof codes
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
  return Buffer.from([level === 'fatal' ? 2 : 1, codes[said]])
}

/** The name of an alert's code, if it has one. */
export function alertName(code: number): AlertName | undefined {
  const found = Object.entries(codes).find(([, value]) => value === code)
  return found?.[0] as AlertName | undefined
}
