/**
 * What it costs to check and to convert a large message of 流通BMS: 10,000 lines, about
 * 10 MB, in one pass, as a ratio to parsing the same text with saxes alone.
 *
 * `node bench/bms.ts` prints one JSON line each: seconds, ratio, highest memory in MB.
 */
import { SaxesParser } from 'saxes'

import {
  BmsChecker,
  BmsWriter,
  builtInLayout,
  convertBms,
  readBms,
  type BmsHead,
} from '../src/wire/bms/index.ts'
import { sampleMessage } from '../src/wire/bms/sample/index.ts'
import { median } from './median.ts'

const slips = 1000
const lines = 10
const rounds = 5
const chunkBytes = 64 * 1024

/** The pieces of a message, so that none of them is held as a whole. */
function pieces(): Buffer[] {
  const message = sampleMessage('order', {
    tradeNumber: '1000000001',
    orderDate: new Date('2026-12-01T00:00:00Z'),
    deliveryDate: new Date('2026-12-02T00:00:00Z'),
    slips,
    lines,
  })
  const writer = new BmsWriter(message.head satisfies BmsHead)
  const text = [
    writer.begin(),
    ...message.trades.map((trade) => writer.trade(trade)),
    writer.end(),
  ].join('')
  const bytes = Buffer.from(text)
  const cut: Buffer[] = []
  for (let at = 0; at < bytes.byteLength; at += chunkBytes) {
    cut.push(Buffer.from(bytes.subarray(at, at + chunkBytes)))
  }
  return cut
}

async function* flowing(source: readonly Buffer[]): AsyncGenerator<Uint8Array> {
  for (const piece of source) yield await Promise.resolve(piece)
}

async function parse(source: readonly Buffer[]): Promise<void> {
  const parser = new SaxesParser({ xmlns: false })
  let elements = 0
  parser.on('opentag', () => (elements += 1))
  for await (const piece of flowing(source)) parser.write(Buffer.from(piece).toString('utf8'))
  parser.close()
  if (elements === 0) throw new Error('nothing was parsed')
}

async function check(source: readonly Buffer[]): Promise<void> {
  const checker = new BmsChecker()
  await readBms(flowing(source), checker)
  checker.end()
  if (checker.findings.count > 0) throw new Error(checker.findings.items[0]?.rule)
}

async function convert(source: readonly Buffer[], layout: string): Promise<void> {
  let bytes = 0
  const options = { now: '2026-12-01T09:00:00', instance: '1' }
  await convertBms(flowing(source), builtInLayout(layout), options, (piece) => {
    bytes += piece.byteLength
  })
  if (bytes === 0) throw new Error('nothing was written')
}

async function measure(work: () => Promise<void>): Promise<{ seconds: number; megabytes: number }> {
  let megabytes = 0
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, process.memoryUsage.rss() / 2 ** 20)
  }, 20)
  const begun = performance.now()
  await work()
  const seconds = (performance.now() - begun) / 1000
  clearInterval(watch)
  megabytes = Math.max(megabytes, process.memoryUsage.rss() / 2 ** 20)
  return { seconds, megabytes }
}

const source = pieces()
const works: Readonly<Record<string, () => Promise<void>>> = {
  check: () => check(source),
  'convert to flat': () => convert(source, 'flat'),
  'convert to records': () => convert(source, 'records'),
}
for (const [name, work] of Object.entries(works)) {
  const ratios: number[] = []
  const seconds: number[] = []
  let megabytes = 0
  for (let round = 0; round < rounds; round += 1) {
    const bare = await measure(() => parse(source))
    const own = await measure(work)
    ratios.push(own.seconds / bare.seconds)
    seconds.push(own.seconds)
    megabytes = Math.max(megabytes, own.megabytes)
  }
  console.log(
    JSON.stringify({
      name,
      megabytesOfText: Number(
        (source.reduce((sum, piece) => sum + piece.byteLength, 0) / 2 ** 20).toFixed(1),
      ),
      seconds: Number(median(seconds).toFixed(2)),
      ratio: Number(median(ratios).toFixed(2)),
      megabytes: Math.round(megabytes),
    }),
  )
}
