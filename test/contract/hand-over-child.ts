import { createHandOverFolder } from '../../src/adapters/store/files/hand-over-folder.ts'

/** A process that is killed in the middle of a file. */
const [, , folder = ''] = process.argv

async function* endless(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from('half'))
  process.send?.('writing')
  await new Promise(() => undefined)
}

process.on('disconnect', () => process.exit(0))
await createHandOverFolder({}).write(folder, 'order.xml', endless())
