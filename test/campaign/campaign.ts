import { join } from 'node:path'

import { stepNames, type StepName } from '../../src/domain/exchange/index.ts'
import { bundleProcess } from './bundle.ts'
import { Lane, type KillResult } from './lane.ts'
import { planKills, type Kill, type Sabotage } from './scenario.ts'

export interface CampaignOrder {
  readonly kills: number
  readonly sabotage?: Sabotage
  /** Only these steps; all by default. */
  readonly steps?: readonly StepName[]
  /** How many pairs of stations run side by side. */
  readonly lanes?: number
  onResult?(result: KillResult): void
}

/** Homes are made anew after this many kills, so that the checks stay quick. */
const killsOfAHome = 40

/** Runs kills over all steps of both sides, and gives what was found after each. */
export async function runCampaign(order: CampaignOrder): Promise<KillResult[]> {
  const waiting = planKills(order.steps ?? stepNames, order.kills)
  const results: KillResult[] = []
  const program = await bundleProcess(join(import.meta.dirname, 'station-process.ts'))
  const lanes = Array.from({ length: order.lanes ?? 2 }, async () => {
    while (waiting.length > 0) {
      results.push(...(await runLane(program, waiting.splice(0, killsOfAHome), order)))
    }
  })
  await Promise.all(lanes)
  return results
}

async function runLane(
  program: string,
  kills: readonly Kill[],
  order: CampaignOrder,
): Promise<KillResult[]> {
  const lane = await Lane.open(program, order.sabotage ?? 'none')
  const results: KillResult[] = []
  try {
    for (const kill of kills) {
      const result = await lane.run(kill)
      results.push(result)
      order.onResult?.(result)
      // What is lost stays lost in this pair of homes: later checks would only repeat it.
      if (result.broken.length > 0) break
    }
  } finally {
    lane.close()
  }
  return results
}
