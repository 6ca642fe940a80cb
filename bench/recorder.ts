import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'

import { openJxChannel } from '../src/channels/jx/index.ts'
import {
  enqueueDocument,
  receiveDocuments,
  sendWaiting,
  type ExchangeContext,
  type ServerPartner,
} from '../src/exchange/index.ts'
import { openHttpClient } from '../src/http/index.ts'
import { openStation, type Station } from '../src/station.ts'
import { retailer } from '../test/support/exchange-context.ts'
import { makeFolder } from './folder.ts'
import { median } from './median.ts'
import { startServer } from './servers.ts'

/** What one transfer took. */
interface Cost {
  readonly wallMilliseconds: number
  /** Of all threads, in user and system mode. */
  readonly cpuMilliseconds: number
}

interface Pair {
  readonly on: Cost
  readonly off: Cost
}

const documentBytes = 100e6
const block = Buffer.alloc(512 * 1024, 'a business document of some length ')

/**
 * What recording the handshake costs a whole transfer: a station sends and receives a
 * document of 100 MB over TLS, as a client, with and without it in turn. The partner is
 * a process of its own that keeps nothing. One JSON line for each direction.
 */
export async function measureRecorder(rounds: number): Promise<void> {
  // As bin/hikyaku does; it says why.
  setFlagsFromString('--semi-space-growth-factor=1')
  const folder = await makeFolder(0, documentBytes)
  const server = await startServer('partner-server.ts', folder)
  const station = await openStation({ home: join(folder, 'home') })
  const partner: ServerPartner = {
    ...retailer,
    url: `https://localhost:${server.port}/jx`,
    trust: [readFileSync(join(folder, 'ca.pem'), 'utf8')],
    timeoutSeconds: 60,
  }
  await station.ledger.partners.add(partner, {})
  const recorded = contextOf(station, true)
  const unrecorded = contextOf(station, false)
  for (const [name, transfer] of [
    ['get 100 MB', receiveOne],
    ['put 100 MB', sendOne],
  ] as const) {
    // The first transfers run code that is not compiled yet.
    for (const context of [recorded, unrecorded]) await transfer(context, partner)
    const pairs: Pair[] = []
    for (let round = 0; round < rounds; round += 1) {
      const first = await transfer(round % 2 === 0 ? recorded : unrecorded, partner)
      const second = await transfer(round % 2 === 0 ? unrecorded : recorded, partner)
      pairs.push(round % 2 === 0 ? { on: first, off: second } : { on: second, off: first })
    }
    console.log(JSON.stringify({ name: `recorder, ${name}`, ...compared(pairs) }))
  }
  await station.close()
  await server.stop()
  // Some 200 MB for each transfer.
  rmSync(folder, { recursive: true })
}

/** The station's business over channels whose HTTP client records, or does not. */
function contextOf(station: Station, recording: boolean): ExchangeContext {
  return {
    ...station,
    openChannel: async (partner) =>
      openJxChannel({
        partner,
        secrets: await station.ledger.partners.secrets(partner.name),
        clock: station.clock,
        random: station.random,
        steps: station.steps,
        limits: station.limits,
        openClient: ({ recording: ours, ...order }) =>
          openHttpClient(recording && ours !== undefined ? { ...order, recording: ours } : order),
      }),
  }
}

async function receiveOne(context: ExchangeContext, partner: ServerPartner): Promise<Cost> {
  return costOf(async () => {
    const { documents, outcome, failure } = await receiveDocuments(context, partner, { max: 1 })
    if (outcome !== 'done' || documents.length !== 1) throw failure ?? new Error('not received')
  })
}

async function sendOne(context: ExchangeContext, partner: ServerPartner): Promise<Cost> {
  await enqueueDocument(context, {
    partner,
    fileName: 'order.xml',
    documentType: 'Order',
    chunks: async function* () {
      for (let left = documentBytes; left > 0; left -= block.byteLength) {
        yield await Promise.resolve(block.subarray(0, Math.min(left, block.byteLength)))
      }
    },
  })
  return costOf(async () => {
    const { documents, outcome, failure } = await sendWaiting(context, partner)
    if (outcome !== 'done' || documents.length !== 1) throw failure ?? new Error('not sent')
  })
}

async function costOf(work: () => Promise<void>): Promise<Cost> {
  const cpu = process.cpuUsage()
  const started = performance.now()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return {
    wallMilliseconds: performance.now() - started,
    cpuMilliseconds: (user + system) / 1000,
  }
}

function compared(pairs: readonly Pair[]): object {
  const of = (measure: keyof Cost): object => {
    const ratios = pairs.map(({ on, off }) => on[measure] / off[measure])
    return {
      on: Math.round(median(pairs.map(({ on }) => on[measure]))),
      off: Math.round(median(pairs.map(({ off }) => off[measure]))),
      ratio: Number(median(ratios).toFixed(3)),
      ratios: ratios.map((ratio) => Number(ratio.toFixed(2))),
    }
  }
  return { wallMilliseconds: of('wallMilliseconds'), cpuMilliseconds: of('cpuMilliseconds') }
}

if (import.meta.main) await measureRecorder(Number(process.argv[2] ?? 15))
