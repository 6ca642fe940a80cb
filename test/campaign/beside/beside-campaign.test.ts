import { describe, expect, test } from 'vitest'

import { pidNamespace } from '../../support/namespaces.ts'
import { runBesideCampaign } from './beside-campaign.ts'

const minutes = 60_000

describe('several processes at work in one home', () => {
  test('lose and double nothing, whoever clears up', { timeout: 10 * minutes }, async () => {
    const { broken, processes, elsewhere } = await runBesideCampaign({ rounds: 1, seed: 1 })
    expect(broken).toEqual([])
    expect(processes).toBe(3)
    // Where the machine allows no PID namespace, none is elsewhere.
    expect(elsewhere).toBe(pidNamespace.length > 0 ? 1 : 0)
  })

  test(
    'would be caught losing documents if they swept without asking',
    { timeout: 10 * minutes },
    async () => {
      // It takes a sweep at the very moment: most rounds have one, not each.
      const found: string[] = []
      for (let seed = 1; seed <= 10 && found.length === 0; seed += 1) {
        const order = { rounds: 1, seed, sabotage: 'sweeps without asking' } as const
        found.push(...(await runBesideCampaign(order)).broken)
      }
      expect(found.join('\n')).toMatch(/is gone|is there 0 times/)
    },
  )
})
