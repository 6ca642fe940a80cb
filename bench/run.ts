import { parseArgs } from 'node:util'

import { fillMailboxes, makeFolder, removeOldFolders } from './folder.ts'
import { closeLines, openLines, putBodies, putRate, putSpeed, takeRate } from './load.ts'
import { median } from './median.ts'
import { phpPutCost, startPhpPeer } from './php-peer.ts'
import { measureRecorder } from './recorder.ts'
import { startServer, type BenchServer } from './servers.ts'

/**
 * `npm run bench`: each figure of the station, and its ratio to two limits, taken in turn in
 * the same run: a bare server, and one that keeps each body in SQLite as durably as a station
 * does. One JSON line each; nothing is judged here.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    documents: { type: 'string', default: '3000' },
    'warm-up': { type: 'string', default: '600' },
    'skip-large': { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
const documents = Number(values.documents)
const warmUp = Number(values['warm-up'])
const documentBytes = 10_240
const most = 16

/** What one server did in one round. */
interface Measured {
  /** Documents or MB in a second. */
  readonly rate: number
  /** Microseconds of processor time a document; of large ones none. */
  readonly cpu?: number
}

removeOldFolders()
const folder = await makeFolder(most, documentBytes)
const limits = {
  bare: await startServer('bare-server.ts', folder),
  durable: await startServer('durable-server.ts', folder),
}

async function compare(
  name: string,
  unit: string,
  measure: (server: BenchServer, isLimit: boolean) => Promise<Measured>,
  { withDurable = true } = {},
): Promise<void> {
  const found = { station: [] as Measured[], bare: [] as Measured[], durable: [] as Measured[] }
  let peak = 0
  for (let round = 0; round < rounds; round += 1) {
    found.bare.push(await measure(limits.bare, true))
    if (withDurable) found.durable.push(await measure(limits.durable, true))
    const station = await startServer('station-server.ts', folder)
    found.station.push(await measure(station, false))
    peak = Math.max(peak, station.peakMegabytes())
    await station.stop()
  }
  const rates = (of: readonly Measured[]): number[] => of.map(({ rate }) => rate)
  const ratiosTo = (of: readonly Measured[]): number[] =>
    rates(found.station).map((rate, at) => rate / (of[at]?.rate ?? 1))
  const line = {
    name,
    unit,
    station: rounded(median(rates(found.station))),
    bare: rounded(median(rates(found.bare))),
    ...(withDurable ? { durable: rounded(median(rates(found.durable))) } : {}),
    ratio: Number(median(ratiosTo(found.bare)).toFixed(2)),
    ...(withDurable ? { ratioDurable: Number(median(ratiosTo(found.durable)).toFixed(2)) } : {}),
    ratios: ratiosTo(found.bare).map((ratio) => Number(ratio.toFixed(2))),
    ...cpuOf(found),
    peakMegabytes: peak,
  }
  console.log(JSON.stringify(line))
}

/** Processor time a document, in microseconds, of each server. */
function cpuOf(found: Readonly<Record<string, readonly Measured[]>>): object {
  const medians = Object.entries(found).map(([server, of]) => {
    const costs = of.flatMap(({ cpu }) => cpu ?? [])
    return costs.length === 0 ? [] : [[server, rounded(median(costs))] as const]
  })
  const cpuMicroseconds = Object.fromEntries(medians.flat())
  return Object.keys(cpuMicroseconds).length === 0 ? {} : { cpuMicroseconds }
}

/** What so many documents cost the server's process while `work` has it serve them. */
async function costing(
  server: BenchServer,
  count: number,
  work: () => Promise<number>,
): Promise<Measured> {
  const before = server.cpuMilliseconds()
  const rate = await work()
  return { rate, cpu: ((server.cpuMilliseconds() - before) * 1000) / count }
}

const php = await startPhpPeer(folder)
for (const connections of [1, most]) {
  const count = connections === 1 ? Math.ceil(documents / 4) : documents
  await compare(`put 10 KB, ${connections} connections`, 'documents/s', async (server, isLimit) => {
    const lines = openLines(server.port, connections, isLimit)
    await putRate(lines, await putBodies(connections, warmUp, documentBytes))
    const bodies = await putBodies(connections, count, documentBytes)
    const measured = await costing(server, bodies.flat().length, () => putRate(lines, bodies))
    await closeLines(lines)
    return measured
  })
  await fillMailboxes(folder, {
    partners: connections,
    each: Math.ceil((count + warmUp) / connections) * rounds + 2 * rounds,
    bytes: documentBytes,
  })
  await compare(
    `get and confirm 10 KB, ${connections} connections`,
    'documents/s',
    async (server, isLimit) => {
      const lines = openLines(server.port, connections, isLimit)
      await takeRate(lines, warmUp)
      const measured = await costing(server, count, () => takeRate(lines, count))
      await closeLines(lines)
      return measured
    },
  )
}

if (php === undefined) console.error('no php with its SOAP extension: its line is left out')
else {
  const costs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const [bodies = []] = await putBodies(1, Math.ceil(documents / 4), documentBytes)
    costs.push(await phpPutCost(php, bodies))
  }
  php.stop()
  const php10 = { cpuMicroseconds: { php: rounded(median(costs)) } }
  console.log(JSON.stringify({ name: 'put 10 KB, SoapServer of PHP without TLS', ...php10 }))
}

if (!values['skip-large']) {
  for (const [name, bytes] of [
    ['100 MB', 100e6],
    ['1 GiB', 2 ** 30],
  ] as const) {
    const measure = async (server: BenchServer, isLimit: boolean): Promise<Measured> => {
      const lines = openLines(server.port, 1, isLimit)
      const [line] = lines
      const rate = line === undefined ? 0 : await putSpeed(line, bytes)
      await closeLines(lines)
      return { rate }
    }
    // A body of that size is no row.
    await compare(`put ${name}`, 'MB/s', measure, { withDurable: false })
  }
}

await limits.bare.stop()
await limits.durable.stop()
if (!values['skip-large']) await measureRecorder(rounds)
console.error(`the files of this run are left in ${folder}; the next run removes them`)

function rounded(figure: number): number {
  return Math.round(figure)
}
