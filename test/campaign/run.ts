import { parseArgs } from 'node:util'

import { runCampaign } from './campaign.ts'

/** `npm run campaign -- --kills 2000`: the long form of the kill test. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '1000' }, lanes: { type: 'string', default: '2' } },
})

let done = 0
const started = performance.now()
const results = await runCampaign({
  kills: Number(values.kills),
  lanes: Number(values.lanes),
  onResult: (result) => {
    done += 1
    for (const sentence of result.broken) {
      console.error(`${result.kill.step} #${result.kill.nth}: ${sentence}`)
    }
    if (done % 50 === 0) console.error(`${done} of ${values.kills}`)
  },
})

const kills = results.filter((result) => result.killed).length
const broken = results.filter((result) => result.broken.length > 0).length
const steps = new Set(results.map((result) => result.kill.step)).size
const minutes = ((performance.now() - started) / 60_000).toFixed(1)
console.log(
  JSON.stringify({
    kills,
    notReached: results.length - kills,
    broken,
    steps,
    minutes: Number(minutes),
  }),
)
process.exitCode = broken > 0 || kills < results.length ? 1 : 0
