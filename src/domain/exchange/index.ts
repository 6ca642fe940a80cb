/**
 * Documents: sent, received, offered, taken, handed over; the ports are here too.
 *
 * @module
 */
export type { Commands, ServedAttempt, WaitingKey } from './commands.ts'
export { queueFile, retake, sendAgain } from './documents.ts'
export { withdrawDocument } from './withdraw-document.ts'
export { sentBefore, sentBeforeFault } from './sent-before.ts'
export { acknowledgeFault } from './acknowledge-fault.ts'
export type {
  Attempt,
  AttemptFacts,
  AttemptOutcome,
  Exchange,
  Fault,
  HandshakeNote,
  HandshakeSummary,
  Operation,
} from './attempt.ts'
export type { Digest, DocumentEnvelope, DocumentId, StationDocument } from './document.ts'
export { boxes, type Box } from './boxes.ts'
export {
  documentStates,
  factsOf,
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
  type PartnerBook,
  type PayloadDraft,
  type PayloadPlace,
  type Payloads,
  type PayloadShelf,
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
export { enqueueDocument } from './enqueue-document.ts'
export { sendWaiting } from './send-waiting.ts'
export { receiveDocuments, type ReceiveOptions } from './receive-documents.ts'
export { giveDocument } from './hand-over-document.ts'
export { settleHandOvers } from './settle-hand-overs.ts'
export { beginStanding, endedBy, endStanding, standOnce } from './standing-faults.ts'
export type { StandingShelf } from './standing-shelf.ts'
export { findDocument, retakeDocument } from './retake-document.ts'
export { keptBytes, payloadBytes } from './kept-bytes.ts'
export { notedAsSaved, saveDocument } from './save-document.ts'
export { asHikyakuError, countFault, raiseFault, withTimes } from './faults.ts'

export type {
  DocumentFile,
  Giving,
  PreparedFile,
  PreparedLook,
  PromisedFile,
  PromiseShelf,
} from './promised-files.ts'
export { recover, type Recovery } from './recover.ts'
export { recoverOnDemand } from './recover-on-demand.ts'
export { joinedLedger } from './joined-ledger.ts'

export { QuietLog } from './quiet-log.ts'
export { RefusedCalls, type Refusal } from './refused-calls.ts'
export { afterFailure, secondsToWait, type Pace } from './slow-down.ts'
export {
  eventLevels,
  noLog,
  type EventName,
  type StationEvent,
  type StationLog,
} from './station-log.ts'
export { beginCaller, endCaller, recordServed, type Caller, type Seen } from './served-calls.ts'
export { acceptDocument } from './accept-document.ts'
export { offerDocument, quarantineOffered, type Offer } from './offer-document.ts'
export { confirmTaken } from './confirm-taken.ts'
