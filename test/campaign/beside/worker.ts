import { readdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import {
  enqueueDocument,
  receiveDocuments,
  recover,
  sendWaiting,
  withdrawDocument,
  type StationDocument,
} from '../../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../../src/domain/partners/index.ts'
import { isHikyakuError } from '../../../src/errors/index.ts'
import { openStation, type Station } from '../../../src/station/index.ts'
import { seeded } from '../seeded.ts'
import type { Said, WorkerOrder } from './order.ts'
import { forFile } from '../../support/payload-place.ts'

/**
 * One of several processes at work in one home: it sends, receives, withdraws and clears up,
 * in an order that its seed gives, and says what it has taken on.
 */
const order = JSON.parse(process.argv[2] ?? '') as WorkerOrder
const random = seeded(order.seed)
const pause = new Int32Array(new SharedArrayBuffer(4))
/** Milliseconds; longer in the negative control, which has few tries. */
const slow = order.sabotage === 'none' ? 10 : 60
const actor = { name: 'operator', via: 'command' } as const

const station = await openStation({
  home: order.home,
  steps: {
    reached: (step) => {
      // Whoever clears up just then finds a payload without its record.
      if (step.endsWith('payload-published')) Atomics.wait(pause, 0, 0, slow)
    },
  },
})
const partner = (await station.ledger.partners.find('retailer')) as ServerPartner
if (order.sabotage === 'sweeps without asking') {
  // Now and then, as its deeds are few; what another one has taken before it is no matter.
  setInterval(() => void sweepWithoutAsking(station).catch(() => undefined), 20).unref()
}
say({ ready: true })
for (let at = 0; at < order.deeds; at += 1) {
  try {
    await deed(at)
  } catch (error) {
    // A partner that another process is at, a document that is under way: said, and no harm.
    if (!isHikyakuError(error) || error.fault === 'defect') say({ defect: String(error) })
  }
}
await station.close()

async function deed(at: number): Promise<void> {
  const dice = random()
  if (dice < 0.35) await queue(at)
  else if (dice < 0.5) await sendWaiting(station, partner)
  else if (dice < 0.65) await receiveDocuments(station, partner, { into: order.into })
  else if (dice < 0.8) {
    await recover(station)
    say({ swept: 1 })
  } else await withdraw()
}

async function queue(at: number): Promise<void> {
  // What is swept is files.
  const text = forFile(`<shipment>${order.seed} ${at}</shipment>`)
  const { messageId } = await enqueueDocument(station, {
    partner,
    fileName: 'shipment.xml',
    chunks: async function* () {
      yield await Promise.resolve(Buffer.from(text))
    },
    documentType: 'Shipment Notification',
  })
  say({ queued: messageId })
}

async function withdraw(): Promise<void> {
  const dice = random()
  const deed = dice < 0.2 ? 'cancel' : dice < 0.7 ? 'hold' : 'release'
  const state = deed === 'release' ? 'held' : 'waiting'
  const found = await station.ledger.documents.search({ box: 'outbox', state, limit: 20 })
  const document: StationDocument | undefined = found[Math.floor(random() * found.length)]
  if (document === undefined) return
  await withdrawDocument(station, actor, document.id, { deed, reason: 'campaign' })
  say({ withdrawn: 1 })
}

/**
 * The mistake of a process that thinks that it is alone: what had no record when it began to
 * look is a leftover at its end, however long it looks.
 */
async function sweepWithoutAsking({ home, ledger }: Station): Promise<void> {
  const leftovers: string[] = []
  for (const day of readdirSync(join(home, 'documents'))) {
    for (const name of readdirSync(join(home, 'documents', day))) {
      const known = await ledger.documents.find(name)
      if (known === undefined) leftovers.push(join(home, 'documents', day, name))
    }
  }
  await setTimeout(2 * slow)
  for (const path of leftovers) unlinkSync(path)
}

function say(what: Said): void {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}
