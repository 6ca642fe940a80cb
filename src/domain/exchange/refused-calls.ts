import type { HikyakuError } from '../../errors/index.ts'
import type { Repeated } from './attempt.ts'
import { countFault, type FaultPlace } from './faults.ts'
import type { ExchangeContext } from './ports.ts'

/** Shortest time between two commits: a flood of refusals must not become one of writes. */
const pauseMilliseconds = 1000
/** How long to wait with what the database would not take: a full disk, say. */
const retryMilliseconds = 5000
/** Callers that wait to be written down; of more than these only the number is kept. */
const mostWaiting = 200

/** A call that was refused where no attempt could be recorded, and why. */
export interface Refusal {
  readonly error: HikyakuError
  readonly place: FaultPlace
}

type Waiting = Refusal & { seen: Repeated }

/**
 * Makes faults of calls that were refused before we knew whose they were, or that could
 * not be recorded: counted in memory, written at most once a second, and kept until the
 * database takes them.
 */
export class RefusedCalls {
  readonly #context: Pick<ExchangeContext, 'ledger' | 'clock' | 'random'>
  readonly #onFailure: (error: unknown, unwritten: number) => void
  #waiting = new Map<string, Waiting>()
  readonly #closing = new AbortController()
  #writing: Promise<void> | undefined
  /** Nothing is written before. */
  #next = 0

  /** @param onFailure told when they could not be written; they are tried again */
  constructor(
    context: Pick<ExchangeContext, 'ledger' | 'clock' | 'random'>,
    onFailure: (error: unknown, unwritten: number) => void,
  ) {
    this.#context = context
    this.#onFailure = onFailure
  }

  note(refusal: Refusal): void {
    this.#add(refusal, { times: 1, lastAt: this.#context.clock.now() })
    this.#writing ??= this.#writeSoon()
  }

  /** Writes what waits, once more. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('the station stops'))
    await this.#writing
    await this.#write()
  }

  #add(refusal: Refusal, { times, lastAt }: Repeated): void {
    const { error, place } = refusal
    const { address, ...params } = error.params
    const host = String(address ?? '').replace(/:\d+$/, '')
    const own = JSON.stringify([error.fault, place.partner, host, params])
    const crowded = this.#waiting.size >= mostWaiting && !this.#waiting.has(own)
    const key = crowded ? JSON.stringify([error.fault]) : own
    const before = this.#waiting.get(key)
    const seen = { times: times + (before?.seen.times ?? 0), lastAt }
    this.#waiting.set(key, { ...(before ?? refusal), seen })
  }

  async #writeSoon(): Promise<void> {
    const { clock } = this.#context
    const { signal } = this.#closing
    do {
      // A clock that was set back must not keep it all from being written.
      const wait = Math.min(retryMilliseconds, this.#next - clock.now().getTime())
      if (wait > 0) await clock.wait(wait, signal).catch(() => undefined)
      // Whoever closes writes what is left.
      if (signal.aborted) break
      await this.#write()
    } while (this.#waiting.size > 0)
    this.#writing = undefined
  }

  async #write(): Promise<void> {
    const { clock, ledger } = this.#context
    const waiting = [...this.#waiting.values()]
    if (waiting.length === 0) return
    this.#waiting = new Map()
    this.#next = clock.now().getTime() + pauseMilliseconds
    try {
      await ledger.commit(async (tables) => {
        for (const { error, place, seen } of waiting) {
          await countFault(tables, this.#context, error, { ...place, seen })
        }
      })
    } catch (error) {
      for (const { seen, ...refusal } of waiting) this.#add(refusal, seen)
      this.#next = clock.now().getTime() + retryMilliseconds
      this.#onFailure(error, waiting.length)
    }
  }
}
