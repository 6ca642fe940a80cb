import type { LegacyVersion } from './versions.ts'

/** A record cipher: its name in node:crypto, if it has one, and its sizes in bytes. */
export interface CipherKind {
  readonly kind: 'null' | 'rc4' | 'cbc'
  readonly nodeName?: 'des-ede3-cbc' | 'aes-128-cbc' | 'aes-256-cbc'
  readonly keyBytes: number
  /** Block and IV; 0 for stream ciphers. */
  readonly blockBytes: number
  readonly bits: number
}

export type MacHash = 'md5' | 'sha1'

interface SuiteEntry {
  readonly code: number
  readonly keyExchange: 'RSA' | 'DHE_DSS'
  readonly cipher: CipherKind
  readonly mac: MacHash
  readonly versions: readonly LegacyVersion[]
}

const none: CipherKind = { kind: 'null', keyBytes: 0, blockBytes: 0, bits: 0 }
const rc4: CipherKind = { kind: 'rc4', keyBytes: 16, blockBytes: 0, bits: 128 }
const tripleDes: CipherKind = cbc('des-ede3-cbc', 24, 8, 112)
const aes128: CipherKind = cbc('aes-128-cbc', 16, 16, 128)
const aes256: CipherKind = cbc('aes-256-cbc', 32, 16, 256)

const both = ['SSLv3', 'TLSv1'] as const
// RFC 3268 defines AES for TLS alone; SSL 3.0 with AES is the notice's Algorithm Mismatch.
const tlsOnly = ['TLSv1'] as const

const table = {
  TLS_RSA_WITH_NULL_MD5: rsa(0x0001, none, 'md5', both),
  TLS_RSA_WITH_NULL_SHA: rsa(0x0002, none, 'sha1', both),
  TLS_RSA_WITH_RC4_128_MD5: rsa(0x0004, rc4, 'md5', both),
  TLS_RSA_WITH_RC4_128_SHA: rsa(0x0005, rc4, 'sha1', both),
  TLS_RSA_WITH_3DES_EDE_CBC_SHA: rsa(0x000a, tripleDes, 'sha1', both),
  TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA: {
    code: 0x0013,
    keyExchange: 'DHE_DSS',
    cipher: tripleDes,
    mac: 'sha1',
    versions: both,
  },
  TLS_RSA_WITH_AES_128_CBC_SHA: rsa(0x002f, aes128, 'sha1', tlsOnly),
  TLS_RSA_WITH_AES_256_CBC_SHA: rsa(0x0035, aes256, 'sha1', tlsOnly),
} as const satisfies Record<string, SuiteEntry>

/** The suites of this engine, by their standard names. */
export type SuiteName = keyof typeof table

export interface Suite extends SuiteEntry {
  readonly name: SuiteName
}

/** Every suite of the engine. */
export const legacySuites: readonly Suite[] = Object.entries(table).map(([name, entry]) => ({
  ...entry,
  name: name as SuiteName,
}))

/** RFC 5746 §3.3: said instead of the extension, which SSL 3.0 servers may not bear. */
export const emptyRenegotiationInfo = 0x00ff
/** RFC 7507 §4. */
export const fallbackSignal = 0x5600

/** Finds a suite by name or wire code. */
export function findSuite(key: string | number): Suite | undefined {
  return legacySuites.find(({ name, code }) => name === key || code === key)
}

/** For messages, also for suites the engine does not know. */
export function suiteText(code: number): string {
  return findSuite(code)?.name ?? `suite 0x${code.toString(16).padStart(4, '0')}`
}

/**
 * What may be offered: in the given order, each once, only what the highest version
 * defines, and a suite without encryption only where that is allowed.
 */
export function offerableSuites(
  names: readonly SuiteName[],
  maxVersion: LegacyVersion,
  allowNull: boolean,
): readonly Suite[] {
  return [...new Set(names)]
    .map((name) => findSuite(name))
    .filter((suite) => suite !== undefined)
    .filter(({ versions }) => versions.includes(maxVersion))
    .filter(({ cipher }) => allowNull || cipher.kind !== 'null')
}

function rsa(
  code: number,
  cipher: CipherKind,
  mac: MacHash,
  versions: readonly LegacyVersion[],
): SuiteEntry {
  return { code, keyExchange: 'RSA', cipher, mac, versions }
}

function cbc(
  nodeName: NonNullable<CipherKind['nodeName']>,
  keyBytes: number,
  blockBytes: number,
  bits: number,
): CipherKind {
  return { kind: 'cbc', nodeName, keyBytes, blockBytes, bits }
}
