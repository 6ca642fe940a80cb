import { getCiphers } from 'node:tls'
import type { TlsVersion } from '../versions.ts'
import { allSuites, isDefinedIn, type CipherSuite } from '../suites/suite.ts'

/**
 * The initial list: what is offered to a partner for which nobody set a list. Forward
 * secrecy and AEAD first; the RSA suites of TLS 1.0–1.2 come last, for servers of old
 * that know no others. Nothing broken is in it.
 */
export const initialSuites: readonly string[] = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
  'TLS_DHE_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_DHE_RSA_WITH_AES_256_CBC_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  'TLS_DHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_DHE_RSA_WITH_AES_256_CBC_SHA',
  'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_RSA_WITH_AES_256_CBC_SHA256',
  'TLS_RSA_WITH_AES_128_CBC_SHA',
  'TLS_RSA_WITH_AES_256_CBC_SHA',
]

/** The suites that the runtime's own TLS library speaks, by IANA name. */
const ofTheRuntime: ReadonlySet<string> = new Set(getCiphers().map((name) => name.toUpperCase()))

/** Whether the runtime's TLS library can use the suite at all. */
export function runtimeSpeaks(suite: CipherSuite): boolean {
  return !isShortTag(suite) && ofTheRuntime.has((suite.openSslName ?? suite.name).toUpperCase())
}

/** Its security level forbids authentication by eight bytes, though it lists the suite. */
export function isShortTag({ cipher }: CipherSuite): boolean {
  return cipher.endsWith('_CCM_8')
}

/** The suites of the engine for SSL 3.0 and TLS 1.0 (compared with its table by a test). */
const ofTheLegacyEngine: ReadonlySet<string> = new Set([
  'TLS_RSA_WITH_RC4_128_SHA',
  'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
  'TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA',
  'TLS_RSA_WITH_RC4_128_MD5',
  'TLS_RSA_WITH_NULL_MD5',
  'TLS_RSA_WITH_NULL_SHA',
  'TLS_RSA_WITH_AES_128_CBC_SHA',
  'TLS_RSA_WITH_AES_256_CBC_SHA',
])

/** Whether the engine for SSL 3.0 and TLS 1.0 can use the suite. */
export function legacyEngineSpeaks({ name }: CipherSuite): boolean {
  return ofTheLegacyEngine.has(name)
}

/** Every suite of a version that the runtime's library can use. */
export function runtimeSuites(version: TlsVersion): readonly CipherSuite[] {
  return allSuites.filter((suite) => isDefinedIn(suite, version) && runtimeSpeaks(suite))
}
