import type { Clock } from '../../../base/clock.ts'
import type { RandomText } from '../../../base/ids.ts'
import type { CallWatch, PayloadDraft, Steps } from '../../../domain/exchange/index.ts'
import type { PartnerSecrets, ServerPartner } from '../../../domain/partners/index.ts'
import type { Connected, HttpClient, HttpClientOrder, Stage } from '../../../wire/http/index.ts'
import type { JxRequest, JxResponse, OutgoingMessage } from '../../../wire/jx/index.ts'
import type { IssuedCertificate, KnownOfPartner } from '../../../wire/tls/index.ts'

export interface JxChannelOrder extends Pick<KnownOfPartner, 'knownChain'> {
  readonly partner: ServerPartner
  readonly secrets: PartnerSecrets
  /** Our client certificate with its key, if the partner's settings name one. */
  readonly certificate?: IssuedCertificate
  readonly clock: Clock
  readonly random: RandomText
  readonly steps: Steps
  readonly limits: CallLimits
  /** For a connection test, which shows each stage. */
  readonly onStage?: (stage: Stage) => void
  readonly onConnected?: (connected: Connected) => void | Promise<void>
  /** How the HTTP client is opened; a benchmark opens it without what it compares. */
  readonly openClient?: (order: HttpClientOrder) => HttpClient
}

export interface CallLimits {
  readonly documentBytes: number
  readonly minimumRate: number
  /** Over which the rate is measured. */
  readonly rateWindowSeconds: number
}

/** One request on its way. */
export interface Call<Request extends JxRequest> {
  readonly request: Request
  readonly message: OutgoingMessage
  /** Takes the payload of a Get's answer. */
  readonly sink?: Pick<PayloadDraft, 'write'>
  /** For messages: the document sent. */
  readonly file?: string
  /** For messages: the document confirmed. */
  readonly messageId?: string
}

/** Moments of a call that a crash test wants to know. */
export interface Moments extends CallWatch {
  onHalfSent?(): void
  onSent?(): void
  onReceiving?(): void
}

/** The answer that belongs to a request. */
export type AnswerTo<Request extends JxRequest> = Extract<
  JxResponse,
  { operation: Request['operation'] }
>
