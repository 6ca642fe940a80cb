import { median } from './median.ts'

/** What one transfer took. */
export interface Cost {
  readonly wallMilliseconds: number
  /** Of all threads of the station, in user and system mode. */
  readonly cpuMilliseconds: number
}

export interface CostPair {
  readonly on: Cost
  readonly off: Cost
}

/** What some work cost a process. @param cpu milliseconds it has used until now */
export async function costOf(work: () => Promise<unknown>, cpu: () => number): Promise<Cost> {
  const used = cpu()
  const started = performance.now()
  await work()
  const wallMilliseconds = performance.now() - started
  return { wallMilliseconds, cpuMilliseconds: cpu() - used }
}

/** Measures with and without something, in turn, after one of each that does not count. */
export async function measurePairs(
  rounds: number,
  measure: (on: boolean) => Promise<Cost>,
): Promise<CostPair[]> {
  // The first ones run code that is not compiled yet.
  for (const on of [true, false]) await measure(on)
  const pairs: CostPair[] = []
  for (let round = 0; round < rounds; round += 1) {
    const onFirst = round % 2 === 0
    const [first, second] = [await measure(onFirst), await measure(!onFirst)]
    pairs.push(onFirst ? { on: first, off: second } : { on: second, off: first })
  }
  return pairs
}

/** Prints how the two compare, as one JSON line. */
export function printPairs(name: string, pairs: readonly CostPair[]): void {
  const of = (measured: keyof Cost): object => {
    const ratios = pairs.map(({ on, off }) => on[measured] / off[measured])
    return {
      on: Math.round(median(pairs.map(({ on }) => on[measured]))),
      off: Math.round(median(pairs.map(({ off }) => off[measured]))),
      ratio: Number(median(ratios).toFixed(3)),
      ratios: ratios.map((ratio) => Number(ratio.toFixed(2))),
    }
  }
  const figures = {
    wallMilliseconds: of('wallMilliseconds'),
    cpuMilliseconds: of('cpuMilliseconds'),
  }
  console.log(JSON.stringify({ name, ...figures }))
}
