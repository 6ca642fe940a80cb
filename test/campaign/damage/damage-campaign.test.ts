import { expect, test } from 'vitest'

import { runDamageCampaign } from './damage-campaign.ts'

const minutes = 60_000

test(
  'homes with damaged files lose, double and alter nothing without a word',
  { timeout: 10 * minutes },
  async () => {
    const { damages, documents, refused, worked, broken } = await runDamageCampaign({
      ...{ rounds: 3, seed: 4 },
    })
    expect(broken).toEqual([])
    expect([damages >= 3, documents > 0, refused > 0, worked > 0]).toEqual([true, true, true, true])
  },
)

test(
  'a station would be caught that gives out whatever lies in the place of a document',
  { timeout: 10 * minutes },
  async () => {
    const { broken } = await runDamageCampaign({
      rounds: 60,
      seed: 13,
      sabotage: 'trusts payloads',
    })
    expect(broken.join('\n')).toMatch(/was saved with other bytes/)
  },
)
