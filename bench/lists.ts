import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { systemClock } from '../src/base/clock.ts'
import type { Ledger } from '../src/domain/exchange/index.ts'
import { openStation } from '../src/station/index.ts'
import { listQueries } from './list-queries.ts'
import { makeHistory } from './long-history.ts'

/**
 * `node bench/lists.ts`: every list on a short and on a long history, in turn and in the
 * same run. One JSON line each: milliseconds, and how many times longer the long one takes.
 */
const { values } = parseArgs({
  options: {
    short: { type: 'string', default: '10000' },
    long: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '9' },
  },
})
const folder = mkdtempSync(join(process.cwd(), 'bench', 'results-'))
const end = systemClock.now()

async function open(documents: number): Promise<{ ledger: Ledger; close: () => Promise<void> }> {
  const home = join(folder, String(documents))
  const started = performance.now()
  await makeHistory(home, documents, end)
  const seconds = Math.round((performance.now() - started) / 1000)
  console.error(`${documents} documents made in ${seconds} s`)
  return openStation({ home })
}

/** Ids from the middle of each list. */
async function middle({ documents, faults }: Ledger): Promise<readonly [string, string]> {
  const to = new Date(end.getTime() - 365 * 86_400_000)
  const [document] = await documents.search({ box: 'inbox', to, limit: 1 })
  const [fault] = await faults.search({ to, limit: 1 })
  return [document?.id ?? '', fault?.id ?? '']
}

const short = await open(Number(values.short))
const long = await open(Number(values.long))
const asked = [
  { ledger: short.ledger, queries: listQueries(end, ...(await middle(short.ledger))) },
  { ledger: long.ledger, queries: listQueries(end, ...(await middle(long.ledger))) },
] as const
for (const name of Object.keys(asked[0].queries)) {
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const [at, { ledger, queries }] of asked.entries()) {
      const started = performance.now()
      await queries[name]?.(ledger)
      times[at]?.push(performance.now() - started)
    }
  }
  const [few, many] = times.map(median)
  console.log(JSON.stringify({ name, short: few, long: many, ratio: rounded(many! / few!) }))
}
await short.close()
await long.close()
rmSync(folder, { recursive: true })

function median(figures: readonly number[]): number {
  return rounded(figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0)
}

function rounded(figure: number): number {
  return Number(figure.toFixed(2))
}
