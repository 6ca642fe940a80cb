/**
 * TLS for people who must know why it failed.
 *
 * @module
 */
export {
  createAuthority,
  isKeyOf,
  openAuthority,
  type Authority,
  type CertificateOrder,
  type IssuedCertificate,
} from './authority.ts'
export {
  requestCertificate,
  type RequestedCertificate,
  type RequestKey,
} from './certificate-request.ts'
export { readCertificateFile } from './certificate-file.ts'
export { readTrustFile } from './trust-file.ts'
export { openCertificateFile } from './certificate-file-apart.ts'
export { describeCertificate, describeChain, type CertificateFacts } from './certificate-facts.ts'
export { isIssuedBy, subjectOf } from './certificate-parts.ts'
export { anchorProblem } from './trust-anchor.ts'
export { actionPlaces, type Action, type ActionPlace } from './action.ts'
export { advisories, advisoriesFor, advisoryFor, advisoryOfFault } from './advisories/index.ts'
export type { Advisory } from './advisories/advisory.ts'
export type { Diagram, DiagramStep, Participant } from './diagram/diagram.ts'
export { diagramOf } from './diagram/diagram-of.ts'
export { diagramText } from './diagram/diagram-text.ts'
export type { Evidence, SeenAlert, WireSide } from './explanation/evidence.ts'
export { evidenceOf, type KnownOfPartner } from './explanation/evidence-of.ts'
export { callerProblems } from './explanation/caller-problems.ts'
export { certificateAtFault } from './explanation/certificate-at-fault.ts'
export { offerOf, type ClientOffer } from './explanation/offer-of.ts'
export { explain, explainEvidence } from './explanation/explain.ts'
export type {
  EvidenceLine,
  Explanation,
  FactPart,
  Remedy,
  Side,
  Text,
} from './explanation/explanation.ts'
export { causeParam, tlsFailure, type HandshakePlace } from './failure.ts'
export { tlsOptionsFor, type TlsIdentity } from './options.ts'
export { labelOfName, tlsVersions, versionLabel, type TlsVersion } from './versions.ts'
export {
  bestPlan,
  plannedOffer,
  checkUnencrypted,
  planTls,
  weakeningsOf,
  whyNotOffered,
  type TlsPlan,
  type TlsPolicy,
} from './policy/policy.ts'
export { checkSettable } from './policy/half-set.ts'
export { standingWarning, weakenedWarning } from './policy/standing-warning.ts'
export { initialSuites } from './policy/initial-suites.ts'
export { checkWaiver, hasEnded, localDay, type TlsWaiver } from './policy/waiver.ts'
export { weakenings, type Weakening } from './policy/weakenings.ts'
export {
  handshakeRecordSchema,
  type HandshakeEvent,
  type HandshakeRecord,
} from './record/handshake-record.ts'
export {
  peerChainOf,
  readRecord,
  readShortRecord,
  recordText,
  shortRecord,
  type ShortRecord,
} from './record/short-record.ts'
export { alertReported, libraryCode } from './record/reported.ts'
export { certificateAskedIn, type CertificateAsked } from './record/late-request.ts'
export { knownOf, seenCertificates } from './record/known.ts'
export { certificatesIn, type PemBlock } from './pem.ts'
export { HandshakeRecorder, type Ending, type HandshakeSubject } from './record/recorder.ts'
export { Tap } from './record/tap.ts'
export { subjectParts } from './wire/certificate.ts'
export { attributeName, type NamePart } from './wire/distinguished-name.ts'
export { parseGroupList } from './groups/group-list.ts'
export { groupByName, initialGroups, keyGroups, type KeyGroup } from './groups/groups.ts'
export { HandshakeReader, readHandshake } from './wire/handshake-reader.ts'
export { trustedBy } from './trust.ts'
export {
  allSuites,
  formatSuiteList,
  isDefinedIn,
  parseSuiteList,
  suiteByCode,
  suiteByName,
  suiteByOpenSslName,
  suiteLabel,
  type CipherSuite,
  type Strength,
  type SuiteReason,
} from './suites/index.ts'
export {
  tlsCheckReportSchema,
  type TlsCheckChange,
  type TlsCheckFinding,
  type TlsCheckProgress,
  type TlsCheckReport,
} from './check/report.ts'
export { verdictOf, type TlsCheckVerdict } from './check/verdict.ts'
export { runTlsCheck } from './check/run-check.ts'
export type { TlsCheckConnect, TlsCheckLimits, TlsCheckOrder } from './check/order.ts'
