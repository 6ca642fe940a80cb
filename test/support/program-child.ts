import { programRounds } from '../../src/station/background/program-work.ts'
import { openStation } from '../../src/station/index.ts'

/** A station that is killed while a program of it runs. */
const [, , home = ''] = process.argv
const station = await openStation({ home })
await programRounds(station, (error) => {
  throw error as Error
}).round(new AbortController().signal)
