import { hex } from './names.ts'

/** RFC 8446 §6 and §B.2, with the older ones of RFC 5246 and RFC 6101 §5.4. */
export const alertCodes = {
  close_notify: 0,
  unexpected_message: 10,
  bad_record_mac: 20,
  decryption_failed: 21,
  record_overflow: 22,
  decompression_failure: 30,
  handshake_failure: 40,
  // SSL 3.0 only: its answer to a certificate request when it has none.
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
  too_many_cids_requested: 52,
  export_restriction: 60,
  protocol_version: 70,
  insufficient_security: 71,
  internal_error: 80,
  inappropriate_fallback: 86,
  user_canceled: 90,
  no_renegotiation: 100,
  missing_extension: 109,
  unsupported_extension: 110,
  certificate_unobtainable: 111,
  unrecognized_name: 112,
  bad_certificate_status_response: 113,
  bad_certificate_hash_value: 114,
  unknown_psk_identity: 115,
  certificate_required: 116,
  general_error: 117,
  no_application_protocol: 120,
  ech_required: 121,
} as const

export type AlertName = keyof typeof alertCodes

const names: ReadonlyMap<number, AlertName> = new Map(
  Object.entries(alertCodes).map(([name, code]) => [code, name as AlertName]),
)

/** The name of an alert's description, if it has one. */
export function knownAlert(code: number): AlertName | undefined {
  return names.get(code)
}

/** The name of an alert's description, or the number of one that nobody knows. */
export function alertName(code: number): string {
  return knownAlert(code) ?? hex(code, 2)
}

/** The name of an alert's level. */
export function alertLevelName(level: number): string {
  return { 1: 'warning', 2: 'fatal' }[level] ?? hex(level, 2)
}

/** The code of an alert's description by its name. */
export function alertCode(name: string): number | undefined {
  return Object.hasOwn(alertCodes, name) ? alertCodes[name as AlertName] : undefined
}
