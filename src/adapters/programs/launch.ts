import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'

import { randomText } from '../../base/ids.ts'
import { safeFileName } from '../../base/safe-file-name.ts'
import type { Launch, LaunchEnd, ProgramLauncher } from '../../domain/flows/index.ts'
import { causeText, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { BoundedOutput } from './bounded-output.ts'
import { sweepWorkplace, type Workplace } from './workplace.ts'

/** A program that is told to end has so long until it is ended. */
const graceMilliseconds = 10_000
/** Grandchildren may hold the pipes of a program that has ended. */
const pipesMilliseconds = 2_000
/** When the station stops, a program may go on for so long. */
const stopMilliseconds = 20_000
/** Of the station's own variables, what any program needs to run at all. */
const always = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'HOME', 'USERPROFILE', 'LANG']

/** Starts programs without a shell, each in a process group of its own. */
export function createProgramLauncher(place: Workplace): ProgramLauncher {
  return {
    launch,
    withFile: (name, chunks, work) => withFile(place, { name, chunks }, work),
    sweep: () => sweepWorkplace(place),
  }
}

/** Loaded with the first program: every command opens a station, and few start one. */
const loaded = () => import('execa')

async function launch(order: Launch): Promise<LaunchEnd> {
  const output = new BoundedOutput()
  try {
    return await ended(order, output)
  } catch (error) {
    return { trouble: notStarted(error), output: output.text() }
  }
}

type Execa = Awaited<ReturnType<typeof loaded>>['execa']
type Child = ReturnType<typeof begin>

function begin(
  execa: Execa,
  { file, arguments: given, environment, inherited, workingFolder }: Launch,
) {
  const own = [...always, ...inherited].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return execa(file, given, {
    cwd: workingFolder ?? dirname(file),
    env: { ...Object.fromEntries(own), ...environment },
    extendEnv: false,
    stdin: 'ignore',
    buffer: false,
    reject: false,
    // A group of its own, so that what it starts is ended with it; it outlives a crash of ours.
    detached: process.platform !== 'win32',
    cleanup: false,
    windowsHide: true,
  })
}

async function ended(order: Launch, output: BoundedOutput): Promise<LaunchEnd> {
  const { execa } = await loaded()
  const child = begin(execa, order)
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Uint8Array) => {
      output.add(chunk)
    })
  }
  const over = new AbortController()
  const cut = cutShort(order, child, over.signal)
  try {
    const exit = await exitOf(child)
    return { ...endOf(exit, cut.reason()), output: output.text() }
  } finally {
    over.abort()
  }
}

/** Waits for the end of the program, and a little for what it printed. */
async function exitOf(child: Child): Promise<{ code: number | null; error?: unknown }> {
  const exited = new Promise<{ code: number | null }>((resolve) => {
    child.once('exit', (code) => {
      resolve({ code })
    })
  })
  // Where it could not be started there is no exit.
  const result = child.then(({ exitCode, failed, cause }) => ({
    code: exitCode ?? null,
    ...(failed && exitCode === undefined ? { error: cause } : {}),
  }))
  const first = await Promise.race([exited, result])
  const settled = await Promise.race([result, pause(pipesMilliseconds, undefined, { ref: false })])
  if (settled === undefined) {
    child.stdout.destroy()
    child.stderr.destroy()
  }
  return settled ?? first
}

type Cut = 'time-limit' | 'station-stopped'

/** Ends the program when its time is over, or the station stops and it does not end by itself. */
function cutShort(order: Launch, child: Child, over: AbortSignal): { reason(): Cut | undefined } {
  let reason: Cut | undefined
  const cut = (why: Cut): void => {
    if (reason !== undefined || over.aborted) return
    reason = why
    endGroup(child, 'SIGTERM')
    later(graceMilliseconds, over, () => {
      endGroup(child, 'SIGKILL')
    })
  }
  later(order.timeLimitSeconds * 1000, over, () => {
    cut('time-limit')
  })
  const stop = (): void => {
    later(stopMilliseconds, over, () => {
      cut('station-stopped')
    })
  }
  if (order.signal?.aborted === true) stop()
  order.signal?.addEventListener('abort', stop, { once: true, signal: over })
  return { reason: () => reason }
}

function later(milliseconds: number, over: AbortSignal, work: () => void): void {
  const timer = setTimeout(work, milliseconds)
  over.addEventListener('abort', () => {
    clearTimeout(timer)
  })
}

function endGroup({ pid }: Child, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return
  if (process.platform === 'win32') {
    void loaded().then(({ execa }) =>
      execa('taskkill', ['/pid', String(pid), '/T', '/F'], { reject: false }),
    )
    return
  }
  try {
    process.kill(-pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

function endOf(
  { code, error }: { readonly code: number | null; readonly error?: unknown },
  cut: Cut | undefined,
): Omit<LaunchEnd, 'output'> {
  if (cut !== undefined) {
    return { trouble: { kind: cut, detail: 'it was ended', detailJa: '終了させました' } }
  }
  if (code !== null) return { status: code }
  if (error !== undefined) return { trouble: notStarted(error) }
  return {
    trouble: {
      kind: 'killed',
      detail: 'somebody else ended it (a signal)',
      detailJa: 'シグナルで終了させられました',
    },
  }
}

function notStarted(error: unknown): NonNullable<LaunchEnd['trouble']> {
  const { en, ja } = causeText(error)
  return {
    kind: 'not-started',
    detail: `it cannot be started: ${en}`,
    detailJa: `起動できません: ${ja}`,
  }
}

interface Given {
  readonly name: string
  readonly chunks: AsyncIterable<Uint8Array>
}

async function withFile<T>(
  place: Workplace,
  given: Given,
  work: (path: string) => Promise<T>,
): Promise<T> {
  // Its owner is in its name: what a crash leaves is found by it.
  const folder = join(place.folder, `${place.enter()}-${randomText(8)}`)
  try {
    return await work(await written(folder, given))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** In a folder that only this user can enter. */
async function written(folder: string, { name, chunks }: Given): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, safeName(name))
    await pipeline(chunks, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return path
  } catch (error) {
    if (isHikyakuError(error)) throw error
    const { en, ja } = causeText(error)
    const params = { folder, detail: en, detailJa: ja }
    throw new HikyakuError('folder-unreachable', params, { cause: error })
  }
}

/** Names come from partners; of these not even what a batch file would take for a command. */
function safeName(name: string): string {
  return `document-${safeFileName(basename(name)).replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')}`
}
