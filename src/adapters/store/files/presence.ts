import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { randomText } from '../../../base/ids.ts'
import { causeParams, HikyakuError } from '../../../errors/index.ts'
import { isLocked, lockFile, lockNewFile, type ProcessLock } from './process-lock.ts'

/**
 * Who is at work in a home. A process that writes there holds a lock on a file of its own
 * in `processes`, and is at work as long as it holds it: no number of a process, no name
 * of a host and no clock is asked.
 */
export interface Presence {
  /** The name of this process here. It is noted at the first call: before it, nothing is written. */
  enter(): string
  /** That name, once it has entered. */
  readonly name: string | undefined
  /** Whether the process of that name is at work. */
  isAtWork(name: string): boolean
  /** Other processes at work. */
  others(): readonly string[]
  /** Processes that ended and left their file: they were killed, or something failed. */
  gone(): readonly string[]
  /** Takes the files of such processes away. */
  forget(names: readonly string[]): void
  /** This process is no more at work; its file stays if something is to be cleared up after it. */
  leave(file?: 'keep' | 'remove'): void
}

/** `<pid>-<random>`: the number is for people, it decides nothing. */
const processName = /^\d+-[0-9A-Z]+$/
const mostNames = 100

/** @param directory the folder `processes` of a home */
export function presenceIn(directory: string): Presence {
  return new Presences(directory)
}

class Presences implements Presence {
  readonly #directory: string
  #own: { readonly name: string; readonly lock: ProcessLock } | undefined

  constructor(directory: string) {
    this.#directory = directory
  }

  enter(): string {
    this.#own ??= this.#enter()
    return this.#own.name
  }

  get name(): string | undefined {
    return this.#own?.name
  }

  isAtWork(name: string): boolean {
    if (name === this.#own?.name) return true
    return processName.test(name) && isLocked(join(this.#directory, name))
  }

  others(): string[] {
    return this.#names().filter((name) => name !== this.#own?.name && this.isAtWork(name))
  }

  gone(): string[] {
    return this.#names().filter((name) => !this.isAtWork(name))
  }

  forget(names: readonly string[]): void {
    for (const name of names) {
      // Only under its lock: it may be the file of one who just comes in.
      if (name !== this.#own?.name) lockFile(join(this.#directory, name))?.release('remove')
    }
  }

  leave(file: 'keep' | 'remove' = 'remove'): void {
    this.#own?.lock.release(file)
    this.#own = undefined
  }

  #enter(): { name: string; lock: ProcessLock } {
    try {
      for (let count = 0; count < mostNames; count += 1) {
        const name = `${process.pid}-${randomText(8)}`
        const lock = lockNewFile(join(this.#directory, name))
        if (lock !== undefined) return { name, lock }
      }
    } catch (error) {
      const params = { home: this.#directory, ...causeParams(error) }
      throw new HikyakuError('home-not-writable', params, { cause: error })
    }
    const detail = `no lock could be had in ${mostNames} tries`
    const detailJa = `${mostNames} 回試してもロックを取れません`
    throw new HikyakuError('home-not-writable', { home: this.#directory, detail, detailJa })
  }

  #names(): string[] {
    try {
      return readdirSync(this.#directory).filter((name) => processName.test(name))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }
}
