import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { causeParams, HikyakuError } from '../../../errors/index.ts'

/**
 * What a home notes of its database outside of it, so that it knows its own again and
 * an older one from a newer.
 */
export interface HomeNote {
  /** The station's id; the database holds the same, sealed. */
  readonly station: string
  /** Documents that were ever recorded: a number that never falls. */
  readonly documents: number
}

/** Where the note lies in a home. */
export function notePath(home: string): string {
  return join(home, 'station.json')
}

/** @throws HikyakuError home-damaged, if it cannot be read or understood */
export function readNote(home: string): HomeNote | undefined {
  const path = notePath(home)
  try {
    return noteOf(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new HikyakuError('home-damaged', { file: path, ...causeParams(error) }, { cause: error })
  }
}

function noteOf(json: unknown): HomeNote {
  const { station, documents } = { ...(json as Partial<HomeNote> | null) }
  if (typeof station === 'string' && Number.isSafeInteger(documents)) {
    return { station, documents: documents ?? 0 }
  }
  throw new SyntaxError('it is not what a station wrote')
}

/**
 * Replaces the note whole and durably, if it can: a full disk only means that less is
 * noticed the next time, and must not keep a station from working.
 */
export function writeNote(home: string, note: HomeNote): void {
  try {
    replaceNote(notePath(home), note)
  } catch {
    // The old one stands.
  }
}

function replaceNote(path: string, note: HomeNote): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = openSync(draft, 'w', 0o600)
    try {
      writeSync(file, `${JSON.stringify(note)}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}
