import type { Clock } from '../../base/clock.ts'
import type { Environment } from '../../station/config/index.ts'

/** Where text goes. */
export interface Output {
  write(text: string): void
  readonly isTTY: boolean
}

/** All that a command takes from and gives to the outside, so that tests can stand in for it. */
export interface Io {
  readonly stdout: Output
  readonly stderr: Output
  readonly environment: Environment
  /** Folder from which relative paths are read. */
  readonly directory: string
  readonly clock: Clock
  stdin(): AsyncIterable<Uint8Array>
  /** Whether somebody types what comes from it. */
  readonly stdinIsTTY: boolean
  /** Calls the listener when the operator or the system asks to stop; returns its removal. */
  onInterrupt(listener: () => void): () => void
}
