import { parseArgs } from 'node:util'

import { runDamageCampaign } from './damage-campaign.ts'

/** `npm run campaign:damage -- --rounds 2000 --seed 7`: the long form of damaged home files. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
})
const started = performance.now()
const result = await runDamageCampaign({
  rounds: Number(values.rounds),
  seed: Number(values.seed),
})
const seconds = Math.round((performance.now() - started) / 1000)
console.log(JSON.stringify({ ...result, seed: Number(values.seed), seconds }))
process.exitCode = result.broken.length > 0 ? 1 : 0
