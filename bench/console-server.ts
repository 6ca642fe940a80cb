import { serveConsole } from '../src/entry/api/server/index.ts'
import { openStation } from '../src/station/index.ts'

/** A station and its console, as a process of their own. */
const [home = '.', webFolder = '.'] = process.argv.slice(2)
const station = await openStation({ home })
const { port } = await serveConsole(station, { port: 0, language: 'ja', webFolder })
process.send?.({ port })
process.on('disconnect', () => process.exit(0))
