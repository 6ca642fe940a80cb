import { parseArgs } from 'node:util'

import { runKillsCampaign } from './kills-campaign.ts'

/** `npm run campaign:kills -- --kills 2000 --seed 7`: the long form of processes that are killed. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '600' }, seed: { type: 'string', default: '1' } },
})
const started = performance.now()
const result = await runKillsCampaign({ kills: Number(values.kills), seed: Number(values.seed) })
const seconds = Math.round((performance.now() - started) / 1000)
console.log(JSON.stringify({ ...result, seed: Number(values.seed), seconds }))
process.exitCode = result.broken.length > 0 ? 1 : 0
