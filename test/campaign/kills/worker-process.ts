import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

import type { Said, WorkerOrder } from './order.ts'

/** A worker that runs, and is killed by itself or from here. */
export interface WorkerProcess {
  /** Where it listens; nothing if it was killed before it did. */
  readonly ready: Promise<number | undefined>
  /** Whether SIGKILL ended it; false is a mistake, as no worker ends by itself. */
  readonly killed: Promise<boolean>
  readonly kill: () => boolean
}

/** @param said hears each line that it says */
export function startWorker(
  program: string,
  order: WorkerOrder,
  said: (what: Said) => void,
): WorkerProcess {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Compiled once for all of them: most of what a kill costs is the start of its process.
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(program), 'compiled') },
  })
  const { promise: ready, resolve } = Promise.withResolvers<number | undefined>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const what = JSON.parse(line) as Said
    if (what.ready !== undefined) resolve(what.ready.port)
    said(what)
  })
  const killed = new Promise<boolean>((ended) => {
    child.once('close', (_code, signal) => {
      resolve(undefined)
      ended(signal === 'SIGKILL')
    })
  })
  return { ready, killed, kill: () => child.kill('SIGKILL') }
}
