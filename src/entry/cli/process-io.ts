import { systemClock } from '../../base/clock.ts'
import type { Io, Output } from './io.ts'

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const

/** The real outside of this process. */
export function processIo(): Io {
  return {
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    environment: process.env,
    directory: process.cwd(),
    clock: systemClock,
    stdin: () => process.stdin,
    stdinIsTTY: process.stdin.isTTY,
    onInterrupt: (listener) => {
      for (const signal of stopSignals) process.on(signal, listener)
      return () => {
        for (const signal of stopSignals) process.off(signal, listener)
      }
    },
  }
}

/** Resolves when everything written has left the process, or its reader has gone. */
export async function flushed(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(flushedStream))
}

function flushedStream(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableLength === 0) resolve()
    else
      stream.write('', () => {
        resolve()
      })
  })
}

function outputOf(stream: NodeJS.WriteStream): Output {
  let gone = false
  // A reader such as `head` may leave early; an exchange under way must not die of it.
  stream.on('error', () => {
    gone = true
  })
  return {
    isTTY: stream.isTTY,
    write: (text) => {
      if (!gone) stream.write(text)
    },
  }
}
