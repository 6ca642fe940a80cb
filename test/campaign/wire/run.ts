import { parseArgs } from 'node:util'

import { runWireCampaign } from './wire-campaign.ts'

/** `npm run campaign:wire -- --faults 10000 --seed 7`: the long form of the faults of the line. */
const { values } = parseArgs({
  options: {
    faults: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    share: { type: 'string' },
  },
})
const started = performance.now()
const result = await runWireCampaign({
  faults: Number(values.faults),
  seed: Number(values.seed),
  ...(values.share === undefined ? {} : { share: Number(values.share) }),
})
const seconds = Math.round((performance.now() - started) / 1000)
console.log(JSON.stringify({ ...result, seed: Number(values.seed), seconds }))
process.exitCode = result.broken.length > 0 ? 1 : 0
