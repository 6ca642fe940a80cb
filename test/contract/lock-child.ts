import { lockNewFile } from '../../src/adapters/store/files/process-lock.ts'

/** A process that locks a file, keeps no reference to the lock, and waits until it is killed. */
const [, , path = ''] = process.argv
if (lockNewFile(path) === undefined) process.exit(1)
process.on('disconnect', () => process.exit(0))
// Twice, with a turn between: what is closed by a collection is closed after it.
for (let count = 0; count < 2; count += 1) {
  globalThis.gc?.()
  await new Promise((resolve) => setTimeout(resolve, 20))
}
process.send?.('locked')
