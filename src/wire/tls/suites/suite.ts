import type { TlsVersion } from '../versions.ts'
import { partsOf, type SuiteParts } from './name-parts.ts'
import { earlySuites } from './registry-early.ts'
import { rowsOf, type SuiteRow } from './registry-row.ts'
import { tls12Suites } from './registry-tls12.ts'
import { tls13Suites } from './registry-tls13.ts'
import { signallingName } from './signalling.ts'
import { strengthOf, type Strength, type SuiteReason } from './strength.ts'

/** A cipher suite of the IANA registry. */
export interface CipherSuite extends SuiteRow, SuiteParts {
  readonly strength: Strength
  /** Every reason against it, the worst first; none for a strong one. */
  readonly reasons: readonly SuiteReason[]
}

/** Every suite of SSL 3.0 to TLS 1.3, in order of code. */
export const allSuites: readonly CipherSuite[] = [earlySuites, tls12Suites, tls13Suites]
  .flat()
  .flatMap(rowsOf)
  .map((row) => {
    const parts = partsOf(row.name)
    return Object.freeze({ ...row, ...parts, ...strengthOf(parts) })
  })
  .toSorted((a, b) => a.code - b.code)

const byCode = new Map(allSuites.map((suite) => [suite.code, suite]))
const byName = new Map(allSuites.map((suite) => [suite.name, suite]))
const byOpenSslName = new Map(allSuites.map((suite) => [suite.openSslName, suite]))

/** Finds a suite by its two bytes on the wire. */
export function suiteByCode(code: number): CipherSuite | undefined {
  return byCode.get(code)
}

/** Finds a suite by its IANA name, as in `TLS_RSA_WITH_AES_128_CBC_SHA`. */
export function suiteByName(name: string): CipherSuite | undefined {
  return byName.get(name)
}

/** Finds a suite by the name OpenSSL gives it, as in `AES128-SHA`. */
export function suiteByOpenSslName(name: string): CipherSuite | undefined {
  return byOpenSslName.get(name)
}

/**
 * The text for two bytes seen in a hello: the IANA name, the name of a signalling value,
 * `GREASE`, or `0x1234` for what nobody registered.
 */
export function suiteLabel(code: number): string {
  return (
    byCode.get(code)?.name ??
    signallingName(code) ??
    `0x${code.toString(16).toUpperCase().padStart(4, '0')}`
  )
}

/** Whether the suite may be negotiated in the version: the question behind Algorithm Mismatch. */
export function isDefinedIn(suite: CipherSuite, version: TlsVersion): boolean {
  return suite.versions.includes(version)
}
