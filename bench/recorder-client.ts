import { readFileSync } from 'node:fs'
import { join } from 'node:path'

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
import { comparePairs, costOf, type Cost } from './cost.ts'
import { blocks } from './messages.ts'
import { startServer } from './servers.ts'

export interface RecorderOrder {
  readonly folder: string
  readonly rounds: number
  readonly documentBytes: number
}

/** The station as the client of a partner that is a process of its own and keeps nothing. */
export async function measureClient(order: RecorderOrder): Promise<void> {
  const { folder, rounds, documentBytes } = order
  const server = await startServer('partner-server.ts', folder)
  const station = await openStation({ home: join(folder, 'home') })
  const partner: ServerPartner = {
    ...retailer,
    url: `https://localhost:${server.port}/jx`,
    trust: [readFileSync(join(folder, 'ca.pem'), 'utf8')],
    timeoutSeconds: 60,
  }
  await station.ledger.partners.add(partner, {})
  const [recorded, unrecorded] = [contextOf(station, true), contextOf(station, false)]
  await comparePairs('recorder, client, get 100 MB', rounds, (on) =>
    receiveOne(on ? recorded : unrecorded, partner),
  )
  await comparePairs('recorder, client, put 100 MB', rounds, (on) =>
    sendOne(on ? recorded : unrecorded, partner, documentBytes),
  )
  await station.close()
  await server.stop()
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

function receiveOne(context: ExchangeContext, partner: ServerPartner): Promise<Cost> {
  return costOf(async () => {
    const { documents, outcome, failure } = await receiveDocuments(context, partner, { max: 1 })
    if (outcome !== 'done' || documents.length !== 1) throw failure ?? new Error('not received')
  }, ownCpu)
}

async function sendOne(
  context: ExchangeContext,
  partner: ServerPartner,
  bytes: number,
): Promise<Cost> {
  await enqueueDocument(context, {
    partner,
    fileName: 'order.xml',
    documentType: 'Order',
    chunks: () => blocks(bytes),
  })
  return costOf(async () => {
    const { documents, outcome, failure } = await sendWaiting(context, partner)
    if (outcome !== 'done' || documents.length !== 1) throw failure ?? new Error('not sent')
  }, ownCpu)
}

function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
