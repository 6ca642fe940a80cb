import { describe, expect, test } from 'vitest'

import { wireFaults, type WireFault } from './evil-proxy.ts'
import { runWireCampaign } from './wire-campaign.ts'
import type { WireSabotage } from './sabotage.ts'

const minutes = 60_000

describe('a line that breaks, loses and repeats', () => {
  test('loses and doubles nothing in 100 faults', { timeout: 20 * minutes }, async () => {
    const { injected, broken } = await runWireCampaign({ faults: 100, seed: 20_260_401 })
    expect(broken).toEqual([])
    expect(Object.keys(injected).toSorted()).toEqual(wireFaults.toSorted())
  })

  const controls: [WireSabotage, WireFault[], RegExp][] = [
    ['believes repeated answers', ['answer again, next request lost'], /is there 0 times/],
    ['believes lost calls', ['request lost', 'request cut', 'request reset'], /is there 0 times/],
    ['fresh ids', ['answer lost', 'answer cut', 'answer reset'], /too many were sent/],
  ]
  test.each(controls)(
    'would be caught losing or doubling if a station had the mistake: %s',
    { timeout: 20 * minutes },
    async (sabotage, kinds, told) => {
      const { broken } = await runWireCampaign({ faults: 10, seed: 1, sabotage, kinds })
      expect(broken.join('\n')).toMatch(told)
    },
  )
})
