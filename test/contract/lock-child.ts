import { lockNewFile } from '../../src/adapters/store/files/process-lock.ts'

/** A process that holds a lock until it is killed. */
const lock = lockNewFile(process.argv[2] ?? '')
process.on('disconnect', () => {
  lock?.release('keep')
  process.exit(0)
})
process.send?.('locked')
