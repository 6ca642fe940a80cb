/** The versions this engine speaks, by the names OpenSSL gives them. */
export type LegacyVersion = 'SSLv3' | 'TLSv1'

/** What stands on the wire (RFC 6101 §5.2.1, RFC 2246 §6.2.1). */
export const versionCodes: Readonly<Record<LegacyVersion, number>> = {
  SSLv3: 0x0300,
  TLSv1: 0x0301,
}

/** The version of a wire code, if the engine speaks it. */
export function versionOfCode(code: number): LegacyVersion | undefined {
  if (code === versionCodes.SSLv3) return 'SSLv3'
  return code === versionCodes.TLSv1 ? 'TLSv1' : undefined
}

/** For messages, also for versions the engine does not speak. */
export function versionText(code: number): string {
  const names: Readonly<Record<number, string>> = {
    0x0002: 'SSL 2.0',
    0x0300: 'SSL 3.0',
    0x0301: 'TLS 1.0',
    0x0302: 'TLS 1.1',
    0x0303: 'TLS 1.2',
    0x0304: 'TLS 1.3',
  }
  return names[code] ?? `version 0x${code.toString(16).padStart(4, '0')}`
}
