import { parseArgs } from 'node:util'

import { fillMailboxes, makeFolder, removeOldFolders } from './folder.ts'
import { closeLines, openLines, putRate, putSpeed, takeRate } from './load.ts'
import { median } from './median.ts'
import { measureRecorder } from './recorder.ts'
import { startServer, type BenchServer } from './servers.ts'

/**
 * `npm run bench`: each figure of the station, and its ratio to the bare limit, taken in
 * turn in the same run. One JSON line each; nothing is judged here.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    documents: { type: 'string', default: '3000' },
    'skip-large': { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
const documents = Number(values.documents)
const documentBytes = 10_240
const most = 16

interface Figures {
  readonly station: number[]
  readonly bare: number[]
}

removeOldFolders()
const folder = await makeFolder(most, documentBytes)
const bare = await startServer('bare-server.ts', folder)

async function compare(
  name: string,
  unit: string,
  measure: (server: BenchServer, isBare: boolean) => Promise<number>,
): Promise<void> {
  const figures: Figures = { station: [], bare: [] }
  let peak = 0
  for (let round = 0; round < rounds; round += 1) {
    figures.bare.push(await measure(bare, true))
    const station = await startServer('station-server.ts', folder)
    figures.station.push(await measure(station, false))
    peak = Math.max(peak, station.peakMegabytes())
    await station.stop()
  }
  const ratios = figures.station.map((figure, at) => figure / (figures.bare[at] ?? 1))
  const line = {
    name,
    unit,
    station: rounded(median(figures.station)),
    bare: rounded(median(figures.bare)),
    ratio: Number(median(ratios).toFixed(2)),
    ratios: ratios.map((ratio) => Number(ratio.toFixed(2))),
    peakMegabytes: peak,
  }
  console.log(JSON.stringify(line))
}

for (const connections of [1, most]) {
  const count = connections === 1 ? Math.ceil(documents / 4) : documents
  await compare(`put 10 KB, ${connections} connections`, 'documents/s', async (server, isBare) => {
    const lines = openLines(server.port, connections, isBare)
    await putRate(lines, Math.ceil(count / 10), documentBytes)
    const rate = await putRate(lines, count, documentBytes)
    await closeLines(lines)
    return rate
  })
  await fillMailboxes(folder, {
    partners: connections,
    each: Math.ceil(count / connections) * rounds + rounds,
    bytes: documentBytes,
  })
  await compare(
    `get and confirm 10 KB, ${connections} connections`,
    'documents/s',
    async (server, isBare) => {
      const lines = openLines(server.port, connections, isBare)
      const rate = await takeRate(lines, count)
      await closeLines(lines)
      return rate
    },
  )
}

if (!values['skip-large']) {
  for (const [name, bytes] of [
    ['100 MB', 100e6],
    ['1 GiB', 2 ** 30],
  ] as const) {
    await compare(`put ${name}`, 'MB/s', async (server, isBare) => {
      const lines = openLines(server.port, 1, isBare)
      const [line] = lines
      const speed = line === undefined ? 0 : await putSpeed(line, bytes)
      await closeLines(lines)
      return speed
    })
  }
}

await bare.stop()
if (!values['skip-large']) await measureRecorder(rounds)
console.error(`the files of this run are left in ${folder}; the next run removes them`)

function rounded(figure: number): number {
  return Math.round(figure)
}
