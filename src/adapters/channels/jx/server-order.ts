import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HikyakuError } from '../../../errors/index.ts'
import type {
  ExchangeContext,
  QuietLog,
  Refusal,
  StationLog,
} from '../../../domain/exchange/index.ts'
import type { UnknownCall } from '../../../domain/handshakes/index.ts'
import type { Connection, ProgressLimits } from '../../../wire/http/index.ts'
import type { Authentication } from './authentication.ts'
import type { HeldPartners } from './held-partners.ts'
import type { Sessions } from './server-sessions.ts'

export interface JxServerOrder {
  readonly context: ExchangeContext
  readonly limits: {
    /** Most decoded bytes of a document. */
    readonly documentBytes: number
    readonly progress: ProgressLimits
  }
  readonly log: StationLog
  /** A call that was refused, and of which no attempt could be recorded. */
  readonly onRefused: (refusal: Refusal) => void
  /** A caller was refused for its client certificate; told of once for a connection. */
  readonly onCertificateRefused?: (call: UnknownCall) => void
  /** The disk can no longer be trusted: the station must stop. */
  readonly onFatal: (error: HikyakuError) => void
}

/** What the parts of the server share. */
export interface JxServer extends JxServerOrder {
  readonly authentication: Authentication
  readonly held: HeldPartners
  readonly sessions: Sessions
  readonly refusals: QuietLog
}

/** A request, the answer to it, and what they came over. */
export interface Wire {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly connection: Connection
}
