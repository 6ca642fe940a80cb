/**
 * Work for several, of which each goes at its own pace: one that takes long – a slow partner, a
 * share that hangs – keeps no other waiting, and is not begun again before it is done.
 */
export class OwnPace {
  readonly #atWork = new Map<string, Promise<void>>()
  readonly #tell: (error: unknown) => void

  /** @param tell hears what fails; the next one comes all the same */
  constructor(tell: (error: unknown) => void) {
    this.#tell = tell
  }

  /** Begins the work, unless that of the same id is still going on. */
  begin(id: string, work: () => Promise<void>): void {
    if (this.#atWork.has(id)) return
    const going = Promise.resolve()
      .then(work)
      .catch((error: unknown) => {
        this.#tell(error)
      })
      .finally(() => this.#atWork.delete(id))
    this.#atWork.set(id, going)
  }

  /** When all that was begun is done. */
  async done(): Promise<void> {
    await Promise.all(this.#atWork.values())
  }
}

/** What is done in the background at every look. */
export interface Rounds {
  /** Begins what is due, and does not wait for it. */
  readonly look: (signal: AbortSignal) => Promise<void>
  /** When what was begun is done. */
  readonly done: () => Promise<void>
  /** One look to its end. */
  readonly round: (signal: AbortSignal) => Promise<void>
}

export function roundsOf(pace: OwnPace, look: Rounds['look']): Rounds {
  const done = (): Promise<void> => pace.done()
  return {
    look,
    done,
    round: async (signal) => {
      await look(signal)
      await done()
    },
  }
}
