import type { CipherSuite } from '../suites/index.ts'

/** What both sides agreed on so far; later messages are read by it. */
export interface Negotiated {
  /** By its number on the wire. */
  version?: number
  suite?: CipherSuite | undefined
  /** The session that the client offered to go on with; never shown. */
  offeredSession: Uint8Array
}

const tls12 = 0x0303
const tls13 = 0x0304

/** RFC 5246 §7.4.4: since TLS 1.2 signatures say by which algorithm they were made. */
export function namesSignatures({ version = 0 }: Negotiated): boolean {
  return version >= tls12
}

/** Whether everything after the hellos is encrypted, in records of application data. */
export function hidesHandshake({ version = 0 }: Negotiated): boolean {
  return version >= tls13
}
