import type { Clock } from '../../base/clock.ts'
import type { RandomText } from '../../base/ids.ts'
import type { AlertTables } from '../alerts/ports.ts'
import type { ClearingShelf } from '../clearing/ports.ts'
import type { FlowTables } from '../flows/ports.ts'
import type { HoldTables } from '../holds/ports.ts'
import type { HikyakuError } from '../../errors/index.ts'
import type {
  Acknowledgement,
  Attempt,
  AttemptFacts,
  AttemptOutcome,
  Exchange,
  Fault,
  Repeated,
} from './attempt.ts'
import type { AccountTables } from '../accounts/shelves.ts'
import type { Box } from './boxes.ts'
import type { Commands } from './commands.ts'
import type { DocumentState } from './document-states.ts'
import type {
  Compression,
  Digest,
  DocumentEnvelope,
  DocumentId,
  StationDocument,
} from './document.ts'
import type { Partner, PartnerSecrets, ServerPartner } from '../partners/partner.ts'
import type {
  DocumentQuery,
  DocumentTally,
  ExchangeQuery,
  FaultQuery,
  FaultTally,
  FlowDocument,
  UnfiledKind,
} from './search.ts'
import type {
  CertificateRequest,
  HandshakeShelf,
  KeyedShelf,
  NoticeLog,
  StrangerLog,
} from '../handshakes/shelves.ts'
import type { MatchingShelf } from '../matching/matching-shelf.ts'
import type { SlipShelf } from '../slips/slip-shelf.ts'
import type { DocumentFile, PreparedFile, PreparedLook, PromiseShelf } from './promised-files.ts'
import type { StandingShelf } from './standing-shelf.ts'
import type { Steps } from './steps.ts'

/** Random access to bytes at rest. */
export interface ByteSource {
  readonly bytes: number
  /** Up to `length` bytes from `position`; fewer only at the end. */
  read(position: number, length: number): Promise<Uint8Array>
  chunks(): AsyncIterable<Uint8Array>
}

/** A payload that is kept, opened for reading. */
export interface StoredPayload extends ByteSource {
  /**
   * As `chunks`, all in one buffer: each is gone when the next is asked for. For who copies
   * or encodes them at once; a large document then costs no memory of its own.
   */
  passing(): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/**
 * A payload being written: under a temporary name, or in memory while it is small. Ends with
 * `publish` or `discard`.
 */
export interface PayloadDraft {
  /** The chunk may be held until the end: nobody may write to its bytes afterwards. */
  write(chunk: Uint8Array): void | Promise<void>
  /** Flushes and fsyncs; afterwards nothing more may be written. Errors: disk-full, sync-failed. */
  finish(): Promise<Digest>
  /** The finished bytes, to be checked before they are published. */
  readonly written: ByteSource
  /** The finished bytes, if they are to stand in the row of their document and not in a file. */
  readonly inRow: Uint8Array | undefined
  /** Gives a finished file its final name and fsyncs the directory. */
  publish(id: DocumentId): Promise<void>
  /** Whether a published file has its final name still. Asked inside the commit that records it. */
  readonly isInPlace: boolean
  /** The ledger has it: nothing of it is to be cleared up, whatever happens. */
  recorded(): void
  /** Removes the temporary file; harmless after `publish` or when repeated. */
  discard(): Promise<void>
}

/** Where a payload stands; without bytes its row is gone. */
export type PayloadPlace =
  { readonly in: 'file' } | { readonly in: 'row'; readonly bytes?: Uint8Array }

/** Payloads that stand in rows: written by {@link DocumentShelf.keep}, in one commit. */
export interface PayloadShelf {
  /** Of a document that is not known: in a file, where it is looked for in vain. */
  find(id: DocumentId): Promise<PayloadPlace>
  remove(ids: readonly DocumentId[]): Promise<void>
}

/** The payloads of a station, wherever they stand. */
export interface Payloads {
  draft(): Promise<PayloadDraft>
  /** @throws HikyakuError payload-damaged if it is not there. */
  open(id: DocumentId): Promise<StoredPayload>
  /** Removes the file of a payload that was published and not recorded. */
  remove(id: DocumentId): Promise<void>
  /**
   * Removes payloads that were cleared, for good: no power cut brings one back. One that is
   * gone already counts as removed.
   *
   * @returns false if none was touched, since a backup is being made that may hold them
   */
  clear(ids: readonly DocumentId[]): Promise<boolean>
  /**
   * Clears up after a crash: removes drafts of processes that are gone, puts aside (never
   * deletes) published payloads that the ledger does not know, and puts back what lies
   * aside and is known. Safe at any time, beside any other process.
   */
  sweep(order: SweepOrder): Promise<SweepReport>
}

/** What a sweep needs of the ledger, and how far it goes. */
export interface SweepOrder {
  /** `after-crash`: the newest days, and only if a process ended without leaving. */
  readonly days: 'after-crash' | 'newest' | 'all'
  /** YYMMDD, as in the ids of documents. */
  readonly today: string
  /**
   * The SHA-256 on the wire of those documents that the ledger knows; undefined where the
   * payload was cleared or stands in a row: nothing is to be put back there.
   */
  known(ids: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, string | undefined>>
  /** Runs while nobody, in whatever process, can write to the ledger. */
  underLock<T>(work: (isKnown: (id: DocumentId) => Promise<boolean>) => Promise<T>): Promise<T>
}

export interface SweepReport {
  /** Drafts removed: never acknowledged, so their senders still have them. */
  readonly drafts: number
  /** Payloads without a document, moved to the folder `lost+found` of the home. */
  readonly putAside: readonly DocumentId[]
  /** Payloads of documents, moved from there to their places. */
  readonly putBack: readonly DocumentId[]
  /** Payloads without a document that stay, since others are at work here. */
  readonly left: number
}

/** Writes into folders of the operator's. */
export interface HandOverFolder {
  /**
   * Writes a whole file atomically (temporary name, fsync, rename, directory fsync).
   * A file of that name with the same bytes counts as written; one with other
   * bytes is never overwritten: the name gets a number.
   * @returns the path written. @throws HikyakuError hand-over-failed
   */
  write(directory: string, name: string, chunks: AsyncIterable<Uint8Array>): Promise<string>
  /**
   * Writes a whole file under a hidden name, durable with that name. If the same bytes lie
   * there under the name it shall have, they count as written.
   */
  prepare(
    file: DocumentFile,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<PreparedFile | { readonly written: string }>
  /**
   * Whether the folder is there and, if it shall bear one, has its mark (`.hikyaku`): where a
   * share is not mounted, an empty folder lies in its place.
   * @throws HikyakuError folder-unreachable
   */
  inspect(directory: string, marked: boolean): Promise<void>
  /** Makes the folder, if that is asked for, and its mark. @throws HikyakuError folder-unreachable */
  furnish(directory: string, how: { readonly make: boolean; readonly mark: boolean }): Promise<void>
  /** Whether nothing lies there under the name that the file shall have. */
  isFree(file: DocumentFile): Promise<boolean>
  /** Gives it its name, for all to see; false if that is taken. */
  give(file: PreparedFile): Promise<boolean>
  /** Makes the name durable, and the trigger file after it. */
  settle(file: PreparedFile): Promise<void>
  /** The same file with a name that is free. */
  otherName(file: PreparedFile): Promise<PreparedFile>
  /** What became of it, also long after; fails in no case. */
  look(file: PreparedFile): Promise<PreparedLook>
  /** Removes it under its hidden name; fails in no case. */
  discard(file: PreparedFile): Promise<void>
}

export interface DocumentChange {
  readonly state?: DocumentState
  readonly at: Date
  readonly handedOverTo?: string
  readonly faultId?: string
}

/** What is found under a messageId. */
export interface MessageKey {
  readonly box: Box
  readonly partner: string
  readonly senderId: string
  readonly messageId: string
  readonly twin?: string
}

export interface DocumentShelf {
  /**
   * Keeps a document once. The unique key (box, partner, senderId, messageId, twin)
   * is in the database, so of two that arrive at the same moment one is the known one. The
   * keys of documents that were cleared count as well.
   * @param payload its bytes, if they are to stand in a row; else they are in a file by now
   * @returns the document already known under the key, or undefined: it is kept now.
   */
  keep(document: StationDocument, payload?: Uint8Array): Promise<StationDocument | undefined>
  find(id: DocumentId): Promise<StationDocument | undefined>
  /** The SHA-256 on the wire of each of these that is known; undefined where no file is due. */
  hashes(ids: readonly DocumentId[]): Promise<ReadonlyMap<DocumentId, string | undefined>>
  /** Also one whose record was cleared: what its key says of it. */
  findByMessage(key: MessageKey): Promise<StationDocument | undefined>
  /** The oldest by order of arrival in the given state. */
  oldest(
    where: { box: Box; partner: string; state: DocumentState; flowId?: string },
    filter?: { formatType: string; documentType: string },
  ): Promise<StationDocument | undefined>
  /** Newest first. */
  search(query: DocumentQuery): Promise<readonly StationDocument[]>
  /** Documents of a flow that came, changed or stand open in a time; see {@link FlowDocument}. */
  ofFlow(
    flowId: string,
    time: { readonly from: Date; readonly to: Date },
  ): Promise<readonly FlowDocument[]>
  /** What a flow received and nobody was given yet, oldest first. */
  toHandOver(flowId: string, limit: number): Promise<readonly StationDocument[]>
  /** Kinds of documents that came in a time and belong to no flow. */
  unfiled(time: { readonly from: Date; readonly to: Date }): Promise<readonly UnfiledKind[]>
  /**
   * Changes a document if it is still in state `from`; false if it was not, which nobody may
   * pass over: see {@link settleDocument} for what is true in whatever state it stands.
   */
  change(id: DocumentId, from: DocumentState, change: DocumentChange): Promise<boolean>
  /** Notes who looked at it; false if somebody had before: that stands. */
  look(id: DocumentId, look: { readonly by: string; readonly at: Date }): Promise<boolean>
  /** Notes who got its bytes whole; false if somebody had before: that stands. */
  save(id: DocumentId, save: { readonly by: string; readonly at: Date }): Promise<boolean>
  count(query: DocumentQuery): Promise<number>
  /** Counts by partner, box and state, of those in these states or that came in this time. */
  tally(
    query: Pick<DocumentQuery, 'from' | 'to'> & { readonly states?: readonly DocumentState[] },
  ): Promise<readonly DocumentTally[]>
}

export interface ExchangeLog {
  begin(exchange: Exchange): Promise<void>
  /** @returns false if it had ended before: that stands. */
  end(
    id: string,
    end: Required<Pick<Exchange, 'endedAt' | 'outcome' | 'documents'>>,
  ): Promise<boolean>
  beginAttempt(attempt: Attempt): Promise<void>
  endAttempt(id: string, end: AttemptEnd): Promise<void>
  find(id: string): Promise<{ exchange: Exchange; attempts: readonly Attempt[] } | undefined>
  /** Newest first. */
  search(query: ExchangeQuery): Promise<readonly Exchange[]>
  count(query: ExchangeQuery): Promise<number>
  findAttempt(id: string): Promise<Attempt | undefined>
  /** All attempts made for a document, oldest first. */
  attemptsOf(id: DocumentId): Promise<readonly Attempt[]>
  /** Exchanges without an end. */
  unfinished(): Promise<readonly Exchange[]>
  /** Those without an end whose process is not at work any more. */
  abandoned(): Promise<readonly Exchange[]>
}

export interface AttemptEnd extends Omit<AttemptFacts, 'handshakeNote'> {
  readonly endedAt: Date
  readonly outcome: AttemptOutcome
  readonly faultId?: string
  readonly documentId?: DocumentId
  readonly messageId?: string
  readonly handshakeId?: string
}

export interface FaultLog {
  raise(fault: Fault): Promise<void>
  /** It happened so often again. @returns the fault as it stands now */
  again(fault: Fault, more: Repeated): Promise<Fault>
  find(id: string): Promise<Fault | undefined>
  /** Newest first. */
  search(query: FaultQuery): Promise<readonly Fault[]>
  count(query: FaultQuery): Promise<number>
  tally(query: FaultQuery): Promise<readonly FaultTally[]>
  /** @returns false if there is no such fault or it was acknowledged before: that stands. */
  acknowledge(id: string, acknowledgement: Acknowledgement): Promise<boolean>
}

export interface PartnerBook {
  /** @throws HikyakuError partner-exists */
  add(partner: Partner, secrets: PartnerSecrets): Promise<void>
  find(name: string): Promise<Partner | undefined>
  findByUser(user: string): Promise<Partner | undefined>
  list(): Promise<readonly Partner[]>
  /** Replaces the settings; `secrets` replaces only what it names. */
  replace(partner: Partner, secrets?: PartnerSecrets): Promise<void>
  remove(name: string): Promise<void>
  secrets(name: string): Promise<PartnerSecrets>
  /** Stands for each secret as it is: another one, another mark. Nothing can be learnt from it. */
  secretMarks(name: string): Promise<PartnerSecrets>
}

/** A client certificate with its chain and key, by name. */
export interface StationCertificate {
  readonly name: string
  /** The certificate, then its intermediates, as PEM. */
  readonly chainPem: string
  readonly importedAt: Date
}

/** What is kept in the database. Each write on its own is a commit of its own. */
export interface Tables extends AccountTables, AlertTables, FlowTables, HoldTables {
  readonly documents: DocumentShelf
  readonly payloads: PayloadShelf
  readonly exchanges: ExchangeLog
  readonly faults: FaultLog
  readonly partners: PartnerBook
  readonly certificates: KeyedShelf<StationCertificate>
  readonly certificateRequests: KeyedShelf<CertificateRequest>
  readonly handshakes: HandshakeShelf
  readonly strangers: StrangerLog
  readonly notices: NoticeLog
  /** Made from the payloads, and made anew at any time. */
  readonly slips: SlipShelf
  readonly matching: MatchingShelf
  readonly promises: PromiseShelf
  readonly standing: StandingShelf
  readonly clearing: ClearingShelf
}

export interface Ledger extends Tables {
  /** Writes that belong together: all durable when it resolves, or none. */
  commit<T>(work: (tables: Tables) => Promise<T>): Promise<T>
  /** What is written most. */
  readonly commands: Commands
  /** Takes the only lease of that name, if no living process holds it. */
  lease(name: string): Promise<Lease | { readonly heldBy: string }>
  /** All leases on record, also of holders that are gone. */
  leases(): Promise<readonly LeaseRecord[]>
  /** Frees a lease whoever holds it; false if there is none of that name. */
  freeLease(name: string): Promise<boolean>
  /** A number that is another one after each commit, also of other processes. */
  version(): Promise<number>
  close(): Promise<void>
}

export interface Lease {
  release(): Promise<void>
}

/** A lease as the ledger has it. */
export interface LeaseRecord {
  readonly name: string
  /** The holder in words: the number of its process, the name of its machine. */
  readonly heldBy: string
  readonly takenAt: Date
  /** Whether the holder is at work. */
  readonly held: boolean
}

/** Packs and unpacks documents; bounds what unpacking may yield. */
export interface Packing {
  /** The compressType to declare for it. */
  declare(compression: Compression): string
  pack(chunks: AsyncIterable<Uint8Array>, compression: Compression): AsyncIterable<Uint8Array>
  /** @throws HikyakuError compression-unknown, compression-broken, compression-bomb */
  unpack(source: ByteSource, compressType: string): AsyncIterable<Uint8Array>
}

export type PutAnswer = { readonly kind: 'accepted' | 'duplicate'; readonly facts: AttemptFacts }
export type GetAnswer =
  | {
      readonly kind: 'document'
      readonly envelope: DocumentEnvelope
      /** What the partner did wrong with it: it can be kept, and not processed. */
      readonly problem?: HikyakuError
      readonly facts: AttemptFacts
    }
  | { readonly kind: 'nothing'; readonly facts: AttemptFacts }
export type ConfirmAnswer = {
  readonly kind: 'confirmed' | 'already-confirmed'
  readonly facts: AttemptFacts
}

/** A call that did not end well: why, and whether the partner may have acted on it. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure'
  readonly fault: HikyakuError
  readonly outcome: 'not-sent' | 'refused' | 'in-doubt'
  readonly facts: AttemptFacts

  constructor(
    fault: HikyakuError,
    outcome: 'not-sent' | 'refused' | 'in-doubt',
    facts: AttemptFacts,
  ) {
    super(fault.message, { cause: fault })
    this.fault = fault
    this.outcome = outcome
    this.facts = facts
  }
}

/** What a long call tells while it runs. */
export interface CallWatch {
  progress?(done: number, total: number | undefined): void
  readonly signal?: AbortSignal
}

/** The calls to one partner's server. Every failure is a {@link CallFailure}. */
export interface Channel {
  /** What the operator should know each time the channel is used. */
  readonly warnings: readonly HikyakuError[]
  put(document: StationDocument, payload: StoredPayload, watch?: CallWatch): Promise<PutAnswer>
  /** The bytes of a document go to `sink`; they count only if the answer is `document`. */
  get(
    filter: { formatType: string; documentType: string } | undefined,
    sink: Pick<PayloadDraft, 'write'>,
    watch?: CallWatch,
  ): Promise<GetAnswer>
  confirm(document: DocumentEnvelope, watch?: CallWatch): Promise<ConfirmAnswer>
  close(): Promise<void>
}

/** All that the rules of the exchange need from outside. */
export interface ExchangeContext {
  readonly ledger: Ledger
  readonly payloads: Payloads
  readonly handOver: HandOverFolder
  readonly packing: Packing
  /** Errors: certificate-unknown, setting-invalid. */
  readonly openChannel: (partner: ServerPartner) => Promise<Channel>
  /** A new messageId for the wire, under the domain of the sender's URI. */
  readonly newMessageId: (from: string) => string
  readonly clock: Clock
  readonly random: RandomText
  readonly steps: Steps
}
