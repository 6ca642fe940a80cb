import { nodeDisk, type Disk } from '../../../src/adapters/store/index.ts'
import type { Death } from './order.ts'

/** Counts what a process does, and ends it in the middle of that. */
export interface Moments {
  /** One thing more; SIGKILL if it is the last: no handler, no flush, no finally block runs after it. */
  readonly passed: () => void
  /** The same before and after something that the disk does. */
  readonly around: <T>(work: () => Promise<T>) => Promise<T>
}

/** @param death absent: it lives */
export function momentsUntil(death: Death | undefined): Moments {
  let left = death?.moment ?? Infinity
  const die = (): void => {
    process.kill(process.pid, 'SIGKILL')
  }
  return {
    passed: () => {
      left -= 1
      if (left === 0) die()
    },
    around: async (work) => {
      left -= 1
      const isLast = left === 0
      if (isLast && death?.when === 'before') die()
      const result = await work()
      if (isLast) die()
      return result
    },
  }
}

/** The real disk of a process that ends beside one of the things on which durability rests. */
export function dyingDisk({ around }: Moments): Disk {
  return {
    ...nodeDisk,
    create: (path) =>
      around(async () => {
        const file = await nodeDisk.create(path)
        return {
          write: (pieces) => around(() => file.write(pieces)),
          sync: () => around(() => file.sync()),
          close: () => file.close(),
        }
      }),
    rename: (from, to) => around(() => nodeDisk.rename(from, to)),
    link: (from, to) => around(() => nodeDisk.link(from, to)),
    openDirectory: async (path) => {
      const directory = await nodeDisk.openDirectory(path)
      return { sync: () => around(() => directory.sync()), close: () => directory.close() }
    },
    remove: (path) => around(() => nodeDisk.remove(path)),
  }
}
