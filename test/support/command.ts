import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const bin = join(import.meta.dirname, '..', '..', 'bin', 'hikyaku')

/** A command as a process of its own. */
export interface RunningCommand {
  readonly child: ChildProcess
  /** What it ended with, and all it printed. */
  readonly ended: Promise<{ readonly status: number | null; readonly stdout: string }>
}

/** Runs `hikyaku` in a process; `under` is a program that runs it, with its arguments. */
export function runCommand(args: readonly string[], under: readonly string[] = []): RunningCommand {
  const line = [...under, process.execPath, bin, ...args]
  const child = spawn(line[0] ?? '', line.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  const ended = once(child, 'close').then(([status]) => ({
    status: status as number | null,
    stdout,
  }))
  return { child, ended }
}
