import { expect, test } from 'vitest'

import { runPowerCampaign } from './power-campaign.ts'

const minutes = 60_000

test(
  'power cuts at the folders of flows lose and double no document and no file',
  { timeout: 10 * minutes },
  async () => {
    const { cuts, broken } = await runPowerCampaign({ cuts: 3, seed: 2 })
    expect(broken).toEqual([])
    expect(cuts).toBe(3)
  },
)

test(
  'a station would be caught losing documents if its fsyncs were taken out',
  { timeout: 10 * minutes },
  async () => {
    const { broken } = await runPowerCampaign({ cuts: 36, seed: 2, fsyncs: 'none' })
    expect(broken.join('\n')).toMatch(/is there 0 times|is gone|other bytes|was not handed over/)
  },
)
