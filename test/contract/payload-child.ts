import { openPayloadFiles } from '../../src/adapters/store/files/payload-files.ts'

/** A process that leaves a draft, and a payload it did not record, until it is killed. */
const [, , home = '', id = ''] = process.argv
const files = await openPayloadFiles({ home })
const draft = await files.draft()
await draft.write(Buffer.alloc(600_000, 1))
const published = await files.draft()
await published.write(Buffer.from('published'))
await published.finish()
await published.publish(id)
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
