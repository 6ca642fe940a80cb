import { readFileSync } from 'node:fs'
import { defined } from '../../src/base/defined.ts'

import { serveConsole } from '../../src/entry/api/server/index.ts'
import { systemClock } from '../../src/base/clock.ts'
import { randomText } from '../../src/base/ids.ts'
import { checkServerTls, testConnection } from '../../src/adapters/channels/jx/index.ts'
import { noSteps } from '../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import { openStation } from '../../src/station/index.ts'
import { readCertificateFile, type IssuedCertificate } from '../../src/wire/tls/index.ts'
import { endOf, openChannel, type Operation } from '../support/calling.ts'

/** What the station is to do, and what it tells. */
export interface Order {
  readonly id: number
  readonly what: Operation | 'test' | 'check'
  readonly partner: ServerPartner
  readonly certificate?: IssuedCertificate
}

export type Told =
  | { readonly jxPort: number; readonly consolePort: number }
  | { readonly id: number; readonly ended: string }
  | { readonly defect: string }

/**
 * A station as a process of its own that serves and calls at once. Nothing catches here what
 * nobody caught: the runtime ends the process, as it would end an operator's.
 */
const [home = '', file = ''] = process.argv.slice(2)
const tell = (told: Told): void => {
  if (process.connected) process.send?.(told)
}
process.on('warning', ({ name, message }) => {
  if (name === 'MaxListenersExceededWarning') tell({ defect: message })
})
const station = await openStation({ home })
const server = await station.serve({
  port: 0,
  certificate: readCertificateFile(readFileSync(file), { file }),
  onFatal: ({ message }) => {
    tell({ defect: message })
  },
})
const console = await serveConsole(station, {
  port: 0,
  bodyMilliseconds: 500,
  onDefect: (defect) => {
    tell({ defect })
  },
})

process.on('message', (message) => {
  const order = message as Order
  void carryOut(order).then((ended) => {
    tell({ id: order.id, ended })
  })
})
process.once('disconnect', () => process.exit(0))
tell({ jxPort: server.port, consolePort: console.port })

async function carryOut({ what, partner, certificate }: Order): Promise<string> {
  const own = defined({ certificate })
  if (what === 'test') {
    const limits = { documentBytes: 2 ** 20, minimumRate: 1, rateWindowSeconds: 60 }
    const common = { clock: systemClock, random: randomText, steps: noSteps, limits }
    const { stages } = await testConnection({ partner, secrets: {}, ...common, ...own })
    return stages.map(({ name, state }) => `${name} ${state}`).join(', ')
  }
  if (what === 'check') {
    const clock = systemClock
    const report = await checkServerTls({ target: { partner }, clock, ...own })
    return `${report.connections} connections`
  }
  const channel = openChannel(0, partner, own)
  try {
    const { outcome, fault = '' } = await endOf(channel, what)
    return `${outcome} ${fault}`.trim()
  } finally {
    await channel.close()
  }
}
