import { readFileSync } from 'node:fs'

import {
  enqueueDocument,
  receiveDocuments,
  recover,
  sendWaiting,
  type ExchangeContext,
  type StepName,
  type Steps,
} from '../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import { openStation } from '../../src/station/index.ts'
import { readCertificateFile } from '../../src/wire/tls/index.ts'
import { confirmFirst } from './confirm-first.ts'
import { withoutPromises } from './without-promises.ts'
import { recordingDisk } from './recording-disk.ts'
import type { Kill, ProcessOrder } from './scenario.ts'

/**
 * A station as a process of its own, to be killed. It is the real station: only the
 * disk is a recording one, and the steps are told to a counter that ends the process.
 */
const order = await new Promise<ProcessOrder>((resolve) => {
  process.once('message', (message) => {
    resolve(message as ProcessOrder)
  })
})

function killingSteps(kill: Kill): Steps {
  let left = kill.nth
  return {
    reached: (step: StepName) => {
      if (kill.step !== step) return
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

function sabotaged(context: ExchangeContext): ExchangeContext {
  if (order.sabotage === 'confirm-first') return confirmFirst(context)
  return order.sabotage === 'no-promise' ? withoutPromises(context) : context
}

await recover(opened)

if (order.side === 'server') {
  const file = `${order.home}/../server.pem`
  const certificate = readCertificateFile(readFileSync(file), { file })
  const served = await opened.serve({ port: 0, certificate })
  process.send?.({ port: served.port })
  process.on('disconnect', () => process.exit(0))
} else {
  const station = sabotaged(opened)
  const partner = (await station.ledger.partners.find('retailer')) as ServerPartner
  for (const text of order.send) {
    await enqueueDocument(station, {
      partner,
      fileName: 'shipment.xml',
      chunks: async function* () {
        yield await Promise.resolve(Buffer.from(text))
      },
      documentType: 'Shipment Notification',
    })
  }
  await sendWaiting(station, partner)
  await receiveDocuments(station, partner, { into: order.into })
  await opened.close()
  process.disconnect()
}
