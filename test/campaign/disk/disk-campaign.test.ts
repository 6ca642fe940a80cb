import { expect, test } from 'vitest'

import { runDiskCampaign } from './disk-campaign.ts'

const minutes = 60_000

test(
  'disks that fail at much of what they do lose and double nothing',
  { timeout: 10 * minutes },
  async () => {
    const { faults, broken } = await runDiskCampaign({ faults: 300, seed: 1 })
    expect(broken).toEqual([])
    expect(faults).toBeGreaterThanOrEqual(300)
  },
)

test(
  'a station would be caught that says a document is queued before it is kept',
  { timeout: 10 * minutes },
  async () => {
    const { broken } = await runDiskCampaign({ faults: 100, seed: 1, tellsEarly: true })
    expect(broken.join('\n')).toMatch(/<shipment>\d+<\/shipment>.* is there 0 times/s)
  },
)
