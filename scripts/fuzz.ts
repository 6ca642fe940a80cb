import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { fuzz } from '../test/support/wire-fuzz/fuzz.ts'

/** `npm run fuzz`: a million bad handshakes through the readers of the wire. */
const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
})
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const inputs = Number(values.inputs)
/** What may be in use more at the end than after the first part, in MB. */
const mostGrowth = 8

function inUse(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

const every = Math.max(1000, Math.floor(inputs / 10 / 1000) * 1000)
const memory: number[] = []
const result = fuzz({
  inputs,
  seed: Number(values.seed),
  progress: (done) => {
    if (done % every === 0) memory.push(Number(inUse().toFixed(1)))
  },
})
const growth = (memory.at(-1) ?? 0) - (memory[0] ?? 0)
console.log(JSON.stringify({ ...result, megabytesInUse: memory }))
if (growth > mostGrowth) {
  console.error(`memory grew by ${growth.toFixed(1)} MB`)
  process.exitCode = 1
}
