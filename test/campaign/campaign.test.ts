import { describe, expect, test } from 'vitest'

import { stepNames } from '../../src/domain/exchange/index.ts'
import { runCampaign } from './campaign.ts'

const minutes = 60_000

describe('a station that is killed at any step', () => {
  test(
    'loses and doubles nothing, killed once at each, with a power cut after it',
    { timeout: 60 * minutes },
    async () => {
      const results = await runCampaign({ kills: stepNames.length })
      expect(results.filter((result) => result.broken.length > 0)).toEqual([])
      expect(results.filter((result) => !result.killed)).toEqual([])
      expect(new Set(results.map((result) => result.kill.step)).size).toBe(stepNames.length)
    },
  )

  test(
    'would be caught losing documents if its fsyncs were taken out',
    { timeout: 20 * minutes },
    async () => {
      const results = await runCampaign({
        kills: 4,
        lanes: 1,
        sabotage: 'no-fsync',
        steps: ['serve-put.answered', 'put.state-saved'],
      })
      expect(results.some((result) => result.killed && result.broken.length > 0)).toBe(true)
    },
  )

  test(
    'would be caught doubling documents if it promised none before they can be seen',
    { timeout: 20 * minutes },
    async () => {
      const results = await runCampaign({
        kills: 2,
        lanes: 1,
        sabotage: 'no-promise',
        steps: ['hand-over.renamed'],
      })
      const broken = results.flatMap((result) => result.broken).join('\n')
      expect(broken).toMatch(/was not handed over exactly once/)
    },
  )

  test(
    'would be caught losing documents if it confirmed before it kept',
    { timeout: 20 * minutes },
    async () => {
      const results = await runCampaign({
        kills: 4,
        lanes: 1,
        sabotage: 'confirm-first',
        steps: ['get.payload-synced', 'get.payload-published'],
      })
      const broken = results.flatMap((result) => result.broken).join('\n')
      expect(broken).toMatch(/is there 0 times/)
    },
  )
})
