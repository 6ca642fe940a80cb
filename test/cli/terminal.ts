import { Readable } from 'node:stream'

import { systemClock, type Clock } from '../../src/base/clock.ts'
import type { Io } from '../../src/entry/cli/io.ts'
import { runCommand } from '../../src/entry/cli/run-command.ts'

export interface Outcome {
  readonly stdout: string
  readonly stderr: string
  readonly status: number
}

export interface TerminalOptions {
  readonly directory: string
  readonly environment?: Readonly<Record<string, string>>
  readonly stdin?: string
  readonly isTTY?: boolean
  /** The machine's own without it. */
  readonly clock?: Clock
  /** Is given what asks the command to stop, once it can be asked. */
  readonly onStoppable?: (stop: () => void) => void
  /** Sees every text as it is written. */
  readonly onWrite?: (text: string) => void
}

/** Runs one command in this process, as typed into a terminal of that folder. */
export async function type(argv: readonly string[], options: TerminalOptions): Promise<Outcome> {
  const written = { stdout: '', stderr: '' }
  const output = (name: 'stdout' | 'stderr'): Io['stdout'] => ({
    isTTY: options.isTTY ?? false,
    write: (text) => {
      written[name] += text
      options.onWrite?.(text)
    },
  })
  const io: Io = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    environment: { HIKYAKU_HOME: 'home', ...options.environment },
    directory: options.directory,
    clock: options.clock ?? systemClock,
    stdinIsTTY: options.isTTY ?? false,
    stdin: () => Readable.from([Buffer.from(options.stdin ?? '')]),
    onInterrupt: (listener) => {
      options.onStoppable?.(listener)
      return () => undefined
    },
  }
  const status = await runCommand(argv, io)
  return { ...written, status }
}

/** Splits a typed line into words; double quotes hold a word together. */
export function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}
