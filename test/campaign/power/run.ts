import { parseArgs } from 'node:util'

import { runPowerCampaign } from './power-campaign.ts'

/** `npm run campaign:power -- --cuts 500 --seed 7`: the long form of power cuts at flows' folders. */
const { values } = parseArgs({
  options: { cuts: { type: 'string', default: '120' }, seed: { type: 'string', default: '1' } },
})
const started = performance.now()
const result = await runPowerCampaign({ cuts: Number(values.cuts), seed: Number(values.seed) })
const seconds = Math.round((performance.now() - started) / 1000)
console.log(JSON.stringify({ ...result, seed: Number(values.seed), seconds }))
process.exitCode = result.broken.length > 0 ? 1 : 0
