import { accessSync, constants } from 'node:fs'
import { tmpdir } from 'node:os'

/**
 * In memory where the system has such a folder. Nothing is proven by waiting for the disk:
 * what a power cut would take is known from the log of the recording disk.
 */
export function quickFolder(): string {
  const shared = '/dev/shm'
  try {
    accessSync(shared, constants.W_OK)
    return shared
  } catch {
    return tmpdir()
  }
}
