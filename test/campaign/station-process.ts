import { openStation } from '../../src/station.ts'
import {
  receiveDocuments,
  sendWaiting,
  enqueueDocument,
  type ServerPartner,
  type StepName,
  type Steps,
} from '../../src/exchange/index.ts'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { confirmFirst } from './confirm-first.ts'
import { recordingDisk } from './recording-disk.ts'
import type { Kill, ProcessOrder } from './scenario.ts'

/**
 * A station as a process of its own, to be killed. It is the real station: only the
 * disk is a recording one, and the steps are told to a counter that ends the process.
 */
const order = JSON.parse(process.argv[2] ?? '{}') as ProcessOrder

function killingSteps(kill: Kill | undefined): Steps {
  let left = kill?.nth ?? 0
  return {
    reached: (step: StepName) => {
      if (kill?.step !== step) return
      left -= 1
      // SIGKILL: no handler, no flush, no finally block runs after this line.
      if (left === 0) process.kill(process.pid, 'SIGKILL')
    },
  }
}

const opened = await openStation({
  home: order.home,
  steps: killingSteps(order.kill),
  disk: recordingDisk(order.diskLog, order.sabotage),
})
const station = order.sabotage === 'confirm-first' ? confirmFirst(opened) : opened

if (order.side === 'server') {
  const served = await opened.serve({ port: order.port ?? 0 })
  process.send?.({ port: served.port })
  process.on('disconnect', () => process.exit(0))
} else {
  const partner = (await station.ledger.partners.find('retailer')) as ServerPartner
  for (const file of order.send) {
    await enqueueDocument(station, {
      partner,
      fileName: basename(file),
      chunks: () => createReadStream(file),
      documentType: 'Shipment Notification',
    })
  }
  await sendWaiting(station, partner)
  await receiveDocuments(station, partner, { into: order.into })
  await opened.close()
  process.disconnect()
}
