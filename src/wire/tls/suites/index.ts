/**
 * The cipher suites of SSL 3.0 to TLS 1.3: what each is, where it is defined, how strong.
 *
 * @module
 */
export type { Authentication, KeyExchange, SuiteParts } from './name-parts.ts'
export { fallbackScsv, isGrease, renegotiationScsv, ssl2Label } from './signalling.ts'
export type { Strength, SuiteReason } from './strength.ts'
export { formatSuiteList, parseSuiteList } from './suite-list.ts'
export {
  allSuites,
  isDefinedIn,
  suiteByCode,
  suiteByName,
  suiteByOpenSslName,
  suiteLabel,
  type CipherSuite,
} from './suite.ts'
