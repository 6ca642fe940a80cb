import { seeded } from '../seeded.ts'
import { damageOne, type Damage } from './damages.ts'
import { lookAtHome, type DamagedHome, type DamageSabotage } from './look-at-home.ts'
import { StockedHomes, type Owner } from './stocked-homes.ts'

export interface DamageOrder {
  readonly rounds: number
  readonly seed: number
  readonly sabotage?: DamageSabotage
}

export interface DamageResult {
  /** How often each kind of damage was done. */
  readonly injected: Readonly<Record<string, number>>
  damages: number
  /** Homes that were refused, and those that worked on. */
  refused: number
  worked: number
  /** Documents looked for, over all rounds. */
  documents: number
  readonly broken: string[]
}

/**
 * Damages files of a home by chance, and has people and a partner go on with it. Each document
 * of which somebody was told that it is kept is whole, or is said to be damaged; none is
 * silently gone, doubled, or handed over with other bytes, and no damage is called a defect.
 */
export async function runDamageCampaign(order: DamageOrder): Promise<DamageResult> {
  const injected: Record<string, number> = {}
  const result = { injected, damages: 0, refused: 0, worked: 0, documents: 0, broken: [] }
  const random = seeded(order.seed)
  const stock = await StockedHomes.make()
  try {
    for (let round = 1; round <= order.rounds; round += 1) {
      await oneRound(stock, random, { order, round, result, injected })
      if (result.broken.length > 0) break
    }
    return result
  } finally {
    stock.remove()
  }
}

interface Round {
  readonly order: DamageOrder
  readonly round: number
  readonly result: DamageResult
  readonly injected: Record<string, number>
}

const mostDamages = 3

async function oneRound(
  stock: StockedHomes,
  random: () => number,
  { order, round, result, injected }: Round,
): Promise<void> {
  const owner: Owner = random() < 0.5 ? 'retailer' : 'supplier'
  const ending = random() < 0.5 ? 'crashed' : 'closed'
  stock.reset(ending)
  const damages: Damage[] = []
  const count = 1 + Math.floor(random() * mostDamages)
  for (let done = 0; done < count; done += 1) {
    const earlier = stock.keptHome(owner, 'older')
    const damage = damageOne({ folder: stock.homeOf(owner), earlier, random })
    if (damage !== undefined) damages.push(damage)
  }
  for (const { kind } of damages) injected[kind] = (injected[kind] ?? 0) + 1
  result.damages += damages.length
  const damaged: DamagedHome = { stock, owner, damages, sabotage: order.sabotage ?? 'none' }
  const { broken, isRefused, documents } = await lookAtHome(damaged)
  result.documents += documents
  if (isRefused) result.refused += 1
  else result.worked += 1
  const what = damages.map(({ file, kind }) => `${file} ${kind}`).join(', ')
  for (const sentence of broken) {
    result.broken.push(`round ${round}, ${owner} ${ending}, ${what}: ${sentence}`)
  }
}
