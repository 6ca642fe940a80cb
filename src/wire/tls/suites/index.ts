export { isGrease, renegotiationScsv, ssl2Label } from './signalling.ts'
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
