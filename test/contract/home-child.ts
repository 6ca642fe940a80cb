import { createHome, readStationKey } from '../../src/adapters/store/home.ts'

/** A process that runs `init`, at the moment it is told to, and says which key it has. */
const [, , home = ''] = process.argv
process.once('message', () => {
  void createHome(home)
    .then(() => readStationKey(home))
    .then(
      (key) => process.send?.(Buffer.from(key).toString('hex')),
      (error: unknown) => process.send?.(String(error)),
    )
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
