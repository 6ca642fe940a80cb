import type { Clock } from '../../base/clock.ts'
import { describeCause } from '../../errors/index.ts'
import type { StationEvent, StationLog } from '../../domain/exchange/index.ts'
import { LogFiles, type LogBounds } from './log-files.ts'

export interface LogFolderOptions {
  readonly folder: string
  readonly clock: Pick<Clock, 'now'>
  readonly bounds?: Partial<LogBounds>
  /** Told once when lines cannot be written, and again if it went well meanwhile. */
  readonly onFailure: (detail: string) => void
}

/** The log of a station in files. */
export interface LogFolder extends StationLog {
  /** Writes what is not written yet. */
  close(): Promise<void>
}

/** A month of a busy station, and never more than 200 MB. */
const standard: LogBounds = { fileBytes: 10 * 2 ** 20, days: 30, files: 20 }

interface Waiting {
  readonly event: StationEvent
  readonly at: Date
}

/**
 * Writes each event as one line of JSON; a disk that is full or gone costs lines, nothing
 * else. The library is loaded with the first event: most commands have nothing to say.
 */
export function openLogFolder(options: LogFolderOptions): LogFolder {
  const { folder, clock, onFailure } = options
  const files = new LogFiles(folder, { ...standard, ...options.bounds })
  let failing = false
  const write = (line: string, at: Date): void => {
    try {
      files.write(line, at)
      failing = false
    } catch (error) {
      if (!failing) onFailure(describeCause(error))
      failing = true
    }
  }
  let waiting: Waiting[] | undefined = []
  let writeLine: ((event: StationEvent, at: Date) => void) | undefined
  let loading: Promise<void> | undefined
  const load = async (): Promise<void> => {
    const { jsonLines } = await import('./json-lines.ts')
    writeLine = jsonLines(write)
    for (const { event, at } of waiting ?? []) writeLine(event, at)
    waiting = undefined
  }
  return {
    note: (event) => {
      const at = clock.now()
      if (writeLine !== undefined) writeLine(event, at)
      else waiting?.push({ event, at })
      loading ??= load()
    },
    close: async () => {
      await loading
      files.close()
    },
  }
}
