import { expect, test } from 'vitest'

import { runPowerCampaign } from './power-campaign.ts'

const minutes = 60_000

test(
  'power cuts at the folders of flows lose and double no document and no file',
  { timeout: 10 * minutes },
  async () => {
    const { cuts, broken } = await runPowerCampaign({ cuts: 2, seed: 2 })
    expect(broken).toEqual([])
    expect(cuts).toBe(2)
  },
)

test(
  'a station would be caught losing documents if its fsyncs were taken out',
  { timeout: 10 * minutes },
  async () => {
    // It goes on until it is caught, which is at the first cut as a rule.
    const order = { cuts: 36, seed: 2, fsyncs: 'none', lookEvery: 1 } as const
    const { broken } = await runPowerCampaign(order)
    expect(broken.join('\n')).toMatch(/is there 0 times|is gone|other bytes|was not handed over/)
  },
)
