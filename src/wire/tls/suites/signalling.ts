/** RFC 8701: values that mean nothing, sent so that servers stay tolerant of new ones. */
export function isGrease(code: number): boolean {
  return (code & 0x0f0f) === 0x0a0a && code >> 8 === (code & 0xff)
}

export const renegotiationScsv = 0x00ff
const fallbackScsv = 0x5600

/** Codes in suite lists that are no suites of the registry, but have a known meaning. */
const names: ReadonlyMap<number, string> = new Map([
  // RFC 5746 §3.3 and RFC 7507 §4.
  [renegotiationScsv, 'TLS_EMPTY_RENEGOTIATION_INFO_SCSV'],
  [fallbackScsv, 'TLS_FALLBACK_SCSV'],
  // SSL 3.0's own hardware suites; 0x001E was given to Kerberos later.
  [0x001c, 'SSL_FORTEZZA_KEA_WITH_NULL_SHA'],
  [0x001d, 'SSL_FORTEZZA_KEA_WITH_FORTEZZA_CBC_SHA'],
  // Never registered, but offered by old Netscape and NSS.
  [0xfefe, 'SSL_RSA_FIPS_WITH_DES_CBC_SHA'],
  [0xfeff, 'SSL_RSA_FIPS_WITH_3DES_EDE_CBC_SHA'],
])

export function signallingName(code: number): string | undefined {
  return isGrease(code) ? 'GREASE' : names.get(code)
}

/** The three-byte kinds of SSL 2.0, seen in hellos of its form (RFC 6101 §E.1). */
const ssl2Names: ReadonlyMap<number, string> = new Map([
  [0x010080, 'SSL_CK_RC4_128_WITH_MD5'],
  [0x020080, 'SSL_CK_RC4_128_EXPORT40_WITH_MD5'],
  [0x030080, 'SSL_CK_RC2_128_CBC_WITH_MD5'],
  [0x040080, 'SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5'],
  [0x050080, 'SSL_CK_IDEA_128_CBC_WITH_MD5'],
  [0x060040, 'SSL_CK_DES_64_CBC_WITH_MD5'],
  [0x0700c0, 'SSL_CK_DES_192_EDE3_CBC_WITH_MD5'],
])

/** The name of an SSL 2.0 cipher kind, or its six digits. */
export function ssl2Label(kind: number): string {
  return ssl2Names.get(kind) ?? `0x${kind.toString(16).toUpperCase().padStart(6, '0')}`
}

/** Whether a name in a list means a signalling value or an SSL 2.0 kind, not a suite. */
export function isSignallingName(name: string): boolean {
  return [...names.values(), ...ssl2Names.values(), 'GREASE'].includes(name)
}
