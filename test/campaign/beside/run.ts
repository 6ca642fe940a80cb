import { parseArgs } from 'node:util'

import { pidNamespace } from '../../support/namespaces.ts'
import { runBesideCampaign } from './beside-campaign.ts'

/** `npm run campaign:beside -- --rounds 100 --seed 7`: the long form of several processes. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' } },
})
if (pidNamespace.length === 0) {
  console.error('This machine allows no PID namespace of its own: all processes share one.')
}
const started = performance.now()
const result = await runBesideCampaign({ rounds: Number(values.rounds), seed: Number(values.seed) })
const seconds = Math.round((performance.now() - started) / 1000)
console.log(JSON.stringify({ ...result, seed: Number(values.seed), seconds }))
process.exitCode = result.broken.length > 0 ? 1 : 0
