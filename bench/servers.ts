import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** As bin/hikyaku does; it says why. */
const youngGeneration = '--max-semi-space-size=4'

/** They are no stations. */
const limits = new Set(['bare-server.ts', 'durable-server.ts'])

export interface BenchServer {
  readonly port: number
  /** Sends it a message and waits for its next one. */
  ask<Answer>(message: object): Promise<Answer>
  /** What all its threads have used so far; counted in steps of 10 ms. */
  cpuMilliseconds(): number
  /** Most memory the process has held so far, in MB, as the kernel counts it. */
  peakMegabytes(): number
  /** What it holds now. */
  residentMegabytes(): number
  stop(): Promise<void>
}

/** Starts a server process of this folder and waits for its port. */
export async function startServer(file: string, ...words: string[]): Promise<BenchServer> {
  const child = fork(join(import.meta.dirname, file), words, {
    stdio: 'inherit',
    execArgv: limits.has(file) ? [] : [youngGeneration],
    // As bin/hikyaku sets it: fsyncs of many documents wait side by side.
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  })
  const { port } = await answerOf<{ port: number }>(child, file)
  return {
    port,
    ask: (message) => {
      child.send(message)
      return answerOf(child, file)
    },
    cpuMilliseconds: () => cpuOf(child),
    peakMegabytes: () => megabytesOf(child, 'VmHWM'),
    residentMegabytes: () => megabytesOf(child, 'VmRSS'),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          resolve()
        })
        child.disconnect()
      }),
  }
}

function answerOf<Answer>(child: ChildProcess, file: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (): void => {
      reject(new Error(`${file} ended before it answered`))
    }
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as Answer)
    })
  })
}

/** User and system time, fields 14 and 15, in clock ticks (proc_pid_stat(5)). */
export function cpuOf({ pid }: Pick<ChildProcess, 'pid'>): number {
  const stat = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8')
  const [user = '0', system = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(system)) * 10
}

function megabytesOf({ pid }: ChildProcess, line: 'VmHWM' | 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8')
  const [, kilobytes = '0'] = new RegExp(`${line}:\\s*(\\d+) kB`).exec(status) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
