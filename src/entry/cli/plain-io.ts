import { plainLines } from '../../base/plain-text.ts'
import type { Io, Output } from './io.ts'

const clearLine = '\r\u001b[K'

/** An output that no text from outside can work on. */
export interface PlainOutput extends Output {
  /** Begins the line anew, for a progress that stands on one. */
  clearLine(): void
}

export interface PlainIo extends Io {
  readonly stdout: PlainOutput
  readonly stderr: PlainOutput
}

/** All that a command prints goes through here, text and JSON alike. */
export function plainIo(io: Io): PlainIo {
  return { ...io, stdout: plain(io.stdout), stderr: plain(io.stderr) }
}

function plain(output: Output): PlainOutput {
  return {
    isTTY: output.isTTY,
    write: (text) => {
      output.write(plainLines(text))
    },
    clearLine: () => {
      output.write(clearLine)
    },
  }
}
