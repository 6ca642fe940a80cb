/** What one caller may cost, in time, bytes and places. */
export interface ListenLimits {
  readonly handshakeMilliseconds: number
  /** Until the head of a request is there. */
  readonly headMilliseconds: number
  readonly headBytes: number
  /** Between two requests. */
  readonly idleMilliseconds: number
  /** Without any byte in either direction, whatever is going on. */
  readonly silenceMilliseconds: number
  /** Connections of callers not known yet; the oldest is dropped for a new one. */
  readonly strangers: number
  /** For running requests to end, when the listener closes. */
  readonly closeMilliseconds: number
}

const defaults: ListenLimits = {
  handshakeMilliseconds: 20_000,
  headMilliseconds: 20_000,
  headBytes: 16 * 1024,
  // Clients may keep a connection for a minute between calls.
  idleMilliseconds: 75_000,
  // Longer than keeping the largest document may take, when no byte moves.
  silenceMilliseconds: 300_000,
  strangers: 256,
  closeMilliseconds: 10_000,
}

/** The usual limits, where nothing else is said. */
export function limitsWith(changes: Partial<ListenLimits> = {}): ListenLimits {
  return { ...defaults, ...changes }
}
