import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defined } from '../src/base/defined.ts'

import { openJxChannel } from '../src/adapters/channels/jx/index.ts'
import {
  enqueueDocument,
  receiveDocuments,
  sendWaiting,
  type ExchangeContext,
} from '../src/domain/exchange/index.ts'
import type { ServerPartner } from '../src/domain/partners/index.ts'
import { openHttpClient } from '../src/wire/http/index.ts'
import { openStation } from '../src/station/index.ts'
import { retailer } from '../test/support/exchange-context.ts'
import { costOf } from './cost.ts'
import { benchPartner, password } from './folder.ts'
import { blocks } from './messages.ts'

/**
 * A station that sends to a partner's server and receives from it when it is asked, over
 * an HTTP client that records its handshakes or does not, and tells what that cost.
 */
const [folder = '.', ca = '', port = '', recording] = process.argv.slice(2)
const station = await openStation({ home: join(folder, 'home') })
const { partnerId: ownId, user } = benchPartner(0)
const partner: ServerPartner = {
  ...retailer,
  ownId,
  ...defined({ user }),
  url: `https://localhost:${port}/jx`,
  trust: [readFileSync(ca, 'utf8')],
  timeoutSeconds: 60,
}
if ((await station.ledger.partners.find(partner.name)) === undefined) {
  await station.ledger.partners.add(partner, { password })
}
const context: ExchangeContext = {
  ...station,
  openChannel: async () =>
    openJxChannel({
      partner,
      secrets: await station.ledger.partners.secrets(partner.name),
      clock: station.clock,
      random: station.random,
      steps: station.steps,
      limits: station.limits,
      openClient: ({ recording: ours, ...order }) =>
        openHttpClient(
          recording === 'true' && ours !== undefined ? { ...order, recording: ours } : order,
        ),
    }),
}

async function receiveOne(): Promise<void> {
  const { documents, outcome, failure } = await receiveDocuments(context, partner, { max: 1 })
  if (outcome !== 'done' || documents.length !== 1) throw failure ?? new Error('not received')
}

async function sendOne(): Promise<void> {
  const { documents, outcome, failure } = await sendWaiting(context, partner)
  if (outcome !== 'done' || documents.length !== 1) throw failure ?? new Error('not sent')
}

function ownCpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function measure(order: { direction: 'get' | 'put'; bytes: number }): Promise<void> {
  if (order.direction === 'put') {
    await enqueueDocument(context, {
      partner,
      fileName: 'order.xml',
      documentType: 'Order',
      chunks: () => blocks(order.bytes),
    })
  }
  process.send?.(await costOf(order.direction === 'put' ? sendOne : receiveOne, ownCpu))
}

process.on('message', (order: { direction: 'get' | 'put'; bytes: number }) => void measure(order))
process.on('disconnect', () => process.exit(0))
process.send?.({ port: 0 })
