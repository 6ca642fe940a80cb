import { hex } from './names.ts'

/** RFC 8446 §6 and §B.2, with the older ones of RFC 5246 and RFC 6101 §5.4. */
const descriptions: ReadonlyMap<number, string> = new Map([
  [0, 'close_notify'],
  [10, 'unexpected_message'],
  [20, 'bad_record_mac'],
  [21, 'decryption_failed'],
  [22, 'record_overflow'],
  [30, 'decompression_failure'],
  [40, 'handshake_failure'],
  // SSL 3.0 only: its answer to a certificate request when it has none.
  [41, 'no_certificate'],
  [42, 'bad_certificate'],
  [43, 'unsupported_certificate'],
  [44, 'certificate_revoked'],
  [45, 'certificate_expired'],
  [46, 'certificate_unknown'],
  [47, 'illegal_parameter'],
  [48, 'unknown_ca'],
  [49, 'access_denied'],
  [50, 'decode_error'],
  [51, 'decrypt_error'],
  [52, 'too_many_cids_requested'],
  [60, 'export_restriction'],
  [70, 'protocol_version'],
  [71, 'insufficient_security'],
  [80, 'internal_error'],
  [86, 'inappropriate_fallback'],
  [90, 'user_canceled'],
  [100, 'no_renegotiation'],
  [109, 'missing_extension'],
  [110, 'unsupported_extension'],
  [111, 'certificate_unobtainable'],
  [112, 'unrecognized_name'],
  [113, 'bad_certificate_status_response'],
  [114, 'bad_certificate_hash_value'],
  [115, 'unknown_psk_identity'],
  [116, 'certificate_required'],
  [117, 'general_error'],
  [120, 'no_application_protocol'],
  [121, 'ech_required'],
])

/** The name of an alert's description. */
export function alertName(code: number): string {
  return descriptions.get(code) ?? hex(code, 2)
}

/** The name of an alert's level. */
export function alertLevelName(level: number): string {
  return { 1: 'warning', 2: 'fatal' }[level] ?? hex(level, 2)
}

const codes: ReadonlyMap<string, number> = new Map(
  [...descriptions].map(([code, name]) => [name, code]),
)

/** The code of an alert's description by its name. */
export function alertCode(name: string): number | undefined {
  return codes.get(name)
}
