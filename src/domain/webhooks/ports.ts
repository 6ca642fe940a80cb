/** One call of a webhook. */
export interface WebhookCall {
  /** The whole address, which is a secret. */
  readonly url: string
  /** Under which it is signed; absent: it is not. */
  readonly key?: string
  readonly proxy?: string
  readonly trust: readonly string[]
  /** The same at each try, so that a receiver knows a second one. */
  readonly id: string
  readonly body: WebhookBody
  readonly timeLimitSeconds: number
  readonly signal?: AbortSignal
  /** Is awaited before the last bytes leave: until then nothing can have been accepted. */
  readonly onLastByte?: () => Promise<void>
}

export interface WebhookBody {
  readonly contentType: string
  readonly bytes: number
  /** Is read twice where the call is signed. */
  chunks(): AsyncIterable<Uint8Array>
}

/** What the other side answered: any status, also one that refuses. */
export interface WebhookEnd {
  readonly status: number
  /** The first and the last of it. */
  readonly answer: string
  /** From its `Retry-After`. */
  readonly retryAfterSeconds?: number
}

/** The way to other machines' webhooks. */
export interface WebhookCaller {
  /**
   * Calls once; a redirect is not followed.
   *
   * @throws HikyakuError webhook-failed if there was no answer, setting-invalid
   */
  call(order: WebhookCall): Promise<WebhookEnd>
}
