import { isGrease } from '../suites/index.ts'

/** A number that no table knows, as it stood on the wire. */
export function hex(value: number, digits = 4): string {
  return `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`
}

const versions: ReadonlyMap<number, string> = new Map([
  [0x0002, 'SSLv2'],
  [0x0300, 'SSLv3'],
  [0x0301, 'TLSv1'],
  [0x0302, 'TLSv1.1'],
  [0x0303, 'TLSv1.2'],
  [0x0304, 'TLSv1.3'],
])

/** `TLSv1.2` as OpenSSL and the settings call it; GREASE, drafts and unknown ones told apart. */
export function versionName(version: number): string {
  const known = versions.get(version)
  if (known !== undefined) return known
  if (isGrease(version)) return 'GREASE'
  return version >> 8 === 0x7f ? `TLSv1.3-draft-${version & 0xff}` : hex(version)
}

/** RFC 8446 §5.1 and RFC 6520. */
export const contentType = {
  changeCipherSpec: 20,
  alert: 21,
  handshake: 22,
  applicationData: 23,
  heartbeat: 24,
} as const

const contentTypes = ['change_cipher_spec', 'alert', 'handshake', 'application_data', 'heartbeat']

export function contentTypeName(type: number): string {
  return contentTypes[type - contentType.changeCipherSpec] ?? hex(type, 2)
}

/** RFC 8446 §4 and its forerunners. */
const messages: ReadonlyMap<number, string> = new Map([
  [0, 'hello_request'],
  [1, 'client_hello'],
  [2, 'server_hello'],
  [3, 'hello_verify_request'],
  [4, 'new_session_ticket'],
  [5, 'end_of_early_data'],
  [8, 'encrypted_extensions'],
  [11, 'certificate'],
  [12, 'server_key_exchange'],
  [13, 'certificate_request'],
  [14, 'server_hello_done'],
  [15, 'certificate_verify'],
  [16, 'client_key_exchange'],
  [20, 'finished'],
  [21, 'certificate_url'],
  [22, 'certificate_status'],
  [23, 'supplemental_data'],
  [24, 'key_update'],
  [25, 'compressed_certificate'],
  [67, 'next_protocol'],
  [254, 'message_hash'],
])

export function messageName(type: number): string {
  return messages.get(type) ?? hex(type, 2)
}

/** RFC 3749: what may stand in the list of compressions. */
export function compressionName(method: number): string {
  return { 0: 'null', 1: 'deflate', 64: 'lzs' }[method] ?? hex(method, 2)
}

/** RFC 5246 §7.4.4, RFC 6101 §5.6.4, RFC 8422 §5.5, RFC 9189. */
const certificateTypes: ReadonlyMap<number, string> = new Map([
  [1, 'rsa_sign'],
  [2, 'dss_sign'],
  [3, 'rsa_fixed_dh'],
  [4, 'dss_fixed_dh'],
  [5, 'rsa_ephemeral_dh'],
  [6, 'dss_ephemeral_dh'],
  [20, 'fortezza_dms'],
  [64, 'ecdsa_sign'],
  [65, 'rsa_fixed_ecdh'],
  [66, 'ecdsa_fixed_ecdh'],
  [67, 'gost_sign256'],
  [68, 'gost_sign512'],
])

export function certificateTypeName(type: number): string {
  return certificateTypes.get(type) ?? hex(type, 2)
}
