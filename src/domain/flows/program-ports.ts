import type { DocumentState } from '../exchange/document-states.ts'
import type { StationDocument } from '../exchange/document.ts'
import type { ProgramStep } from './flow.ts'
import type { ProgramState } from './program-states.ts'

/** What became of a program for one document, or for one run of a flow (外部プログラム). */
export interface ProgramRun {
  /** The id of a document, or of a run: `FLOW@MOMENT`. */
  readonly subject: string
  readonly step: ProgramStep
  readonly flowId: string
  readonly exchangeId?: string
  readonly state: ProgramState
  readonly attempt: number
  readonly file: string
  readonly startedAt: Date
  readonly endedAt?: Date
  readonly nextTryAt?: Date
  /** The exit status, if it ended by itself. */
  readonly status?: number
  /** What it printed: the first and the last of it. */
  readonly output?: string
  readonly faultId?: string
}

/** Where the process is that begins a program: this one, another at work, or gone. */
export type Holder = 'this' | 'other' | 'gone'

/** Which documents of a flow a program is due for. */
export interface ProgramQuery {
  readonly flowId: string
  readonly step: ProgramStep
  readonly states: readonly DocumentState[]
  /** Only those that lie in the operator's folder. */
  readonly handedOver: boolean
  /** Settled since then. */
  readonly since: Date
  readonly limit: number
}

/** Programs that were begun; a document without a row here is due. */
export interface ProgramShelf {
  /** Those of a flow for which none was begun yet, oldest first. */
  due(query: ProgramQuery): Promise<readonly StationDocument[]>
  find(subject: string, step: ProgramStep): Promise<ProgramRun | undefined>
  /** Begun, due again or waiting for its next try, of a flow; oldest first. */
  open(flowId: string): Promise<readonly (ProgramRun & { readonly holder: Holder })[]>
  /** Adds it or puts it in the place of what is known of it; this process holds it. */
  put(run: ProgramRun): Promise<void>
  /** All of a document or run, in the order in which they were begun. */
  ofSubject(subject: string): Promise<readonly ProgramRun[]>
  ofExchange(exchangeId: string): Promise<readonly ProgramRun[]>
}

/** A program as it is to be started: no shell, nothing of the station's environment. */
export interface Launch {
  readonly file: string
  readonly arguments: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Names of variables that it is given as they stand for the station. */
  readonly inherited: readonly string[]
  readonly workingFolder?: string
  readonly timeLimitSeconds: number
  /** The station stops: the program has a little time to end, and is ended then. */
  readonly signal?: AbortSignal
}

export interface LaunchEnd {
  readonly status?: number
  /** Why there is no status. */
  readonly trouble?: {
    readonly kind: 'not-started' | 'killed' | 'time-limit' | 'station-stopped'
    readonly detail: string
    readonly detailJa: string
  }
  readonly output: string
  /** A webhook asks not to be called again before that. */
  readonly retryAfterSeconds?: number
}

/** Starts programs on this machine. */
export interface ProgramLauncher {
  /** Fails in no case: what went wrong is in its end. */
  launch(order: Launch): Promise<LaunchEnd>
  /** Bytes as a file that only this user can read, for as long as `work` lasts. */
  withFile<T>(
    name: string,
    chunks: AsyncIterable<Uint8Array>,
    work: (path: string) => Promise<T>,
  ): Promise<T>
  /** Removes what such files processes left that are gone. @returns how many there were */
  sweep(): Promise<number>
}
