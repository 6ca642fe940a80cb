import { describe, expect, test } from 'vitest'

import { runKillsCampaign } from './kills-campaign.ts'

const minutes = 60_000

describe('processes that are killed at whatever they do', () => {
  test('lose and double no document and no file', { timeout: 10 * minutes }, async () => {
    const { kills, ofServer, broken } = await runKillsCampaign({ kills: 12, seed: 1 })
    expect(broken).toEqual([])
    expect([kills >= 12, ofServer > 0]).toEqual([true, true])
  })

  test(
    'would be caught taking a file twice if it were noted behind its document',
    { timeout: 10 * minutes },
    async () => {
      // It takes a kill at the very moment: it ends with the first that is caught.
      const order = { kills: 180, seed: 1, sabotage: 'notes files late' } as const
      const { broken } = await runKillsCampaign(order)
      expect(broken.join('\n')).toMatch(/dropped \d+<\/order> is there [2-9] times/)
    },
  )
})
