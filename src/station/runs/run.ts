import type { ReceivedDocument, SentDocument } from '../../domain/exchange/index.ts'
import type { Fault } from '../../domain/exchange/index.ts'
import type { HikyakuError } from '../../errors/index.ts'
import type { TlsCheckReport } from '../../wire/tls/index.ts'
import type { TestStage } from '../../adapters/channels/jx/index.ts'

/** A step of a run, such as a stage of a connection test. */
export type RunStage = TestStage

/** What takes a while and is followed live: an exchange, a connection test, a TLS check. */
export interface Run {
  /** `R-…`; known to the process that runs it, for an hour after its end. */
  readonly id: string
  readonly kind: 'send' | 'receive' | 'test' | 'tls-check'
  readonly partner?: string
  /** Of a TLS check: where to. */
  readonly target?: string
  readonly startedBy: string
  readonly startedAt: Date
  readonly endedAt?: Date
  readonly state: 'running' | 'done' | 'warning' | 'failed'
  readonly progress?: { readonly what: string; readonly done: number; readonly total?: number }
  readonly stages: readonly RunStage[]
  readonly exchangeId?: string
  /** Documents that went over, with how each ended. */
  readonly documents: readonly (SentDocument | ReceivedDocument)[]
  readonly faults: readonly Fault[]
  /** Of a TLS check that has ended. */
  readonly report?: TlsCheckReport
  /** Why it stopped early. */
  readonly failure?: HikyakuError
}

/** What is known at the end of a run. */
export type RunEnd = Partial<
  Pick<Run, 'exchangeId' | 'documents' | 'faults' | 'failure' | 'report'>
> & { readonly state: 'done' | 'warning' | 'failed' }
