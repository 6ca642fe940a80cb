import { fork, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface BenchServer {
  readonly port: number
  /** Most memory the process has held so far, in MB, as the kernel counts it. */
  peakMegabytes(): number
  stop(): Promise<void>
}

/** Starts a server process of this folder and waits for its port. */
export async function startServer(file: string, folder: string): Promise<BenchServer> {
  const child = fork(join(import.meta.dirname, file), [folder], {
    stdio: 'inherit',
    // As bin/hikyaku sets it: fsyncs of many documents wait side by side.
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => {
      resolve((message as { port: number }).port)
    })
    child.once('exit', () => {
      reject(new Error(`${file} ended before it listened`))
    })
  })
  return {
    port,
    peakMegabytes: () => peakOf(child),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          resolve()
        })
        child.disconnect()
      }),
  }
}

function peakOf({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
}
