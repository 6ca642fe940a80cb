import { parseArgs } from 'node:util'

import { runDiskCampaign } from './disk-campaign.ts'

/** `npm run campaign:disk -- --faults 20000 --seed 7`: the long form of disks that fail. */
const { values } = parseArgs({
  options: { faults: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } },
})
const started = performance.now()
const result = await runDiskCampaign({ faults: Number(values.faults), seed: Number(values.seed) })
const seconds = Math.round((performance.now() - started) / 1000)
console.log(JSON.stringify({ ...result, seed: Number(values.seed), seconds }))
process.exitCode = result.broken.length > 0 ? 1 : 0
