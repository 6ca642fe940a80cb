import { readFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'

import type { Disk } from '../../../src/adapters/store/index.ts'
import {
  enqueueDocument,
  receiveDocuments,
  recover,
  sendWaiting,
} from '../../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../../src/domain/partners/index.ts'
import { describeCause, isHikyakuError } from '../../../src/errors/index.ts'
import { handOverRounds } from '../../../src/station/background/hand-over-work.ts'
import { pickUpRounds } from '../../../src/station/background/pick-up-work.ts'
import { openStation, type Station } from '../../../src/station/index.ts'
import { readCertificateFile } from '../../../src/wire/tls/index.ts'
import { streamOf } from '../../support/exchange-context.ts'
import { recordingDisk } from '../recording-disk.ts'
import { seeded } from '../seeded.ts'
import { dyingDisk, momentsUntil } from './dying-disk.ts'
import type { Said, WorkerOrder } from './order.ts'
import { notingFilesLate } from './noting-files-late.ts'
import { forFile } from '../../support/payload-place.ts'

/**
 * A station as one of several processes that are killed: it serves, or does all that a station
 * at work does of itself – picks up, sends, receives, hands over – in an order of its seed.
 */
const order = JSON.parse(process.argv[2] ?? '') as WorkerOrder
const random = seeded(order.seed)
const moments = momentsUntil(order.death)
const opened = await openStation({
  home: order.home,
  disk: diskOf(order),
  steps: {
    reached: () => {
      moments.passed()
    },
  },
})
await recover(opened)
// Nobody who is killed leaves it behind by himself.
flushCompileCache()
if (order.side === 'server') await serve(opened)
else await work(order.sabotage === 'none' ? opened : notingFilesLate(opened))

function diskOf({ diskLog }: WorkerOrder): Disk {
  const disk = dyingDisk(moments)
  if (diskLog === undefined) return disk
  return recordingDisk(diskLog.file, diskLog.fsyncs === 'none' ? 'no-fsync' : 'none', disk)
}

async function serve(station: Station): Promise<void> {
  const file = order.certificateFile
  const certificate = readCertificateFile(readFileSync(file), { file })
  const { port } = await station.serve({ port: order.port, certificate })
  say({ ready: { port } })
}

async function work(station: Station): Promise<never> {
  say({ ready: { port: 0 } })
  const partner = (await station.ledger.partners.find('retailer')) as ServerPartner
  const { signal } = new AbortController()
  const deeds = [
    () => queue(station, partner),
    () => sendWaiting(station, partner),
    () => receiveDocuments(station, partner),
    // Each looks at the folders at once, as after a start.
    () => pickUpRounds(station, tell).round(signal),
    () => handOverRounds(station, tell).round(signal),
  ]
  for (;;) {
    await deeds[Math.floor(random() * deeds.length)]?.().catch(tell)
    // A server that is not there must not keep the processor.
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

async function queue(station: Station, partner: ServerPartner): Promise<void> {
  const text = `<shipment>${order.seed} ${random()}</shipment>`
  const bytes = random() < 0.5 ? text : forFile(text)
  await enqueueDocument(station, {
    partner,
    fileName: 'shipment.xml',
    chunks: streamOf(bytes),
    documentType: 'Shipment Notification',
  })
  say({ queued: bytes })
}

/** A partner that another process is at, a document under way: said, and no harm. */
function tell(error: unknown): void {
  if (!isHikyakuError(error) || error.fault === 'defect') say({ defect: describeCause(error) })
}

function say(what: Said): void {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}
