import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What bounds a folder of log files. */
export interface LogBounds {
  /** A file that has this many bytes is followed by another one. */
  readonly fileBytes: number
  /** Files of days longer ago are removed. */
  readonly days: number
  /** And of more than these the oldest. */
  readonly files: number
}

const dayMilliseconds = 86_400_000

/**
 * Lines in files of a day, `hikyaku-2026-04-01.1.log`, `.2.log`, …: by names alone, never
 * renamed, since Windows renames no file that is open. Several processes may write at once:
 * each adds whole lines to the end of the newest file.
 *
 * A line is in the hands of the system when `write` returns, so that none is lost when the
 * process dies of what it tells.
 */
export class LogFiles {
  readonly #folder: string
  readonly #bounds: LogBounds
  #file: { readonly day: string; readonly number: number; readonly descriptor: number } | undefined

  constructor(folder: string, bounds: LogBounds) {
    this.#folder = folder
    this.#bounds = bounds
  }

  /** @throws what the system says; the next line is tried anew */
  write(line: string, now: Date): void {
    writeSync(this.#descriptor(now), line)
  }

  close(): void {
    const descriptor = this.#file?.descriptor
    this.#file = undefined
    if (descriptor !== undefined) closeSync(descriptor)
  }

  #descriptor(now: Date): number {
    const day = now.toISOString().slice(0, 10)
    const file = this.#file
    if (file?.day === day && fstatSync(file.descriptor).size < this.#bounds.fileBytes) {
      return file.descriptor
    }
    this.close()
    return this.#open(day, now)
  }

  #open(day: string, now: Date): number {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const files = logFilesIn(this.#folder)
    const newest = files.filter((one) => one.day === day).at(-1)?.number ?? 1
    for (let number = newest; ; number += 1) {
      const descriptor = openSync(join(this.#folder, nameOf(day, number)), 'a', 0o600)
      if (fstatSync(descriptor).size < this.#bounds.fileBytes) {
        this.#file = { day, number, descriptor }
        this.#removeOld(now)
        return descriptor
      }
      closeSync(descriptor)
    }
  }

  #removeOld(now: Date): void {
    const { days, files } = this.#bounds
    const oldest = new Date(now.getTime() - days * dayMilliseconds).toISOString().slice(0, 10)
    const all = logFilesIn(this.#folder)
    for (const [at, { name, day }] of all.entries()) {
      if (day >= oldest && at >= all.length - files) continue
      // One that another program holds open goes next time.
      try {
        rmSync(join(this.#folder, name), { force: true })
      } catch {
        continue
      }
    }
  }
}

function nameOf(day: string, number: number): string {
  return `hikyaku-${day}.${number}.log`
}

/** Oldest first. */
function logFilesIn(folder: string): { name: string; day: string; number: number }[] {
  return readdirSync(folder)
    .map((name) => ({ name, found: /^hikyaku-(\d{4}-\d\d-\d\d)\.(\d{1,6})\.log$/.exec(name) }))
    .flatMap(({ name, found }) =>
      found === null ? [] : [{ name, day: found[1] ?? '', number: Number(found[2]) }],
    )
    .toSorted((a, b) => (a.day === b.day ? a.number - b.number : a.day < b.day ? -1 : 1))
}
