/**
 * Documents: sent, received, offered, taken, handed over; the ports are here too.
 *
 * @module
 */
export { queueFile, retake, sendAgain } from './documents.ts'
export { withdrawDocument, type Withdrawal, type WithdrawalOrder } from './withdraw-document.ts'
export { rememberedDays, sentBefore, sentBeforeFault, type Sending } from './sent-before.ts'
export { acknowledgeFault } from './acknowledge-fault.ts'
export type {
  Acknowledgement,
  Attempt,
  AttemptFacts,
  AttemptOutcome,
  Exchange,
  Fault,
  HandshakeNote,
  HandshakeSummary,
  Operation,
  Repeated,
} from './attempt.ts'
export type {
  Compression,
  Digest,
  DocumentEnvelope,
  DocumentId,
  StationDocument,
} from './document.ts'
export { boxes, type Box } from './boxes.ts'
export {
  deeds,
  documentStates,
  factsOf,
  firstStates,
  statesIn,
  statesThat,
  type Deed,
  type DocumentState,
} from './document-states.ts'
export {
  CallFailure,
  type AttemptEnd,
  type ByteSource,
  type CallWatch,
  type Channel,
  type ConfirmAnswer,
  type DocumentChange,
  type DocumentShelf,
  type ExchangeContext,
  type ExchangeLog,
  type FaultLog,
  type GetAnswer,
  type HandOverFolder,
  type Lease,
  type LeaseRecord,
  type Ledger,
  type MessageKey,
  type Packing,
  type PartnerBook,
  type PayloadDraft,
  type PayloadFiles,
  type PutAnswer,
  type StationCertificate,
  type StoredPayload,
  type SweepOrder,
  type SweepReport,
  type Tables,
} from './ports.ts'
export type {
  DocumentQuery,
  DocumentTally,
  ExchangeQuery,
  FaultQuery,
  FaultTally,
  FlowDocument,
  Page,
  UnfiledKind,
} from './search.ts'
export type {
  ReceivedDocument,
  ReceiveReport,
  RunOutcome,
  RunWatch,
  SendReport,
  SentDocument,
} from './report.ts'
export { noSteps, stepNames, type StepName, type Steps } from './steps.ts'
export { enqueueDocument, type NewDocument } from './enqueue-document.ts'
export { sendWaiting, type SendOptions } from './send-waiting.ts'
export { receiveDocuments, type ReceiveOptions } from './receive-documents.ts'
export { giveDocument, handOverDocument } from './hand-over-document.ts'
export { settleHandOvers } from './settle-hand-overs.ts'
export { beginStanding, endedBy, endStanding, standOnce } from './standing-faults.ts'
export type { StandingFault, StandingShelf } from './standing-shelf.ts'
export { findDocument, retakeDocument } from './retake-document.ts'
export { keptBytes, payloadBytes, refuseCleared } from './kept-bytes.ts'
export { saveDocument } from './save-document.ts'
export { asHikyakuError, countFault, raiseFault, withTimes } from './faults.ts'
export { decideHandOver } from './decide-hand-over.ts'
export { freeLease } from './free-lease.ts'
export type {
  DocumentFile,
  Giving,
  PreparedFile,
  PreparedLook,
  PromisedFile,
  PromiseShelf,
} from './promised-files.ts'
export { nothingFound, recover, type Recovery } from './recover.ts'
export { recoverOnDemand, type RecoveryOrder, type RecoveryReport } from './recover-on-demand.ts'
export { notingLedger } from './noting-ledger.ts'
export { QuietLog } from './quiet-log.ts'
export { RefusedCalls, type Refusal } from './refused-calls.ts'
export { afterFailure, secondsToWait, type Pace } from './slow-down.ts'
export {
  eventLevels,
  logsTo,
  noLog,
  type EventName,
  type StationEvent,
  type StationLog,
} from './station-log.ts'
export {
  beginCaller,
  endCaller,
  recordServed,
  type Caller,
  type Seen,
  type ServedCall,
} from './served-calls.ts'
export { acceptDocument, type PutCall } from './accept-document.ts'
export {
  offerDocument,
  quarantineOffered,
  type DamagedOffer,
  type GetCall,
  type Offer,
} from './offer-document.ts'
export { confirmTaken, type ConfirmCall } from './confirm-taken.ts'
