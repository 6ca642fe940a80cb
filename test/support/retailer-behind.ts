import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { connect as connectTls, type TlsOptions } from 'node:tls'

import { systemClock } from '../../src/base/clock.ts'
import { enqueueDocument } from '../../src/domain/exchange/index.ts'
import { streamOf } from './exchange-context.ts'
import { rawServer } from './raw-server.ts'
import { startTwoStations, type TwoStations } from './two-stations.ts'

/** A retailer whose real station stands behind whatever TLS a test puts in front of it. */
export interface RetailerBehind {
  readonly stations: TwoStations
  /** Takes everything in the clear, for a server of other software. */
  readonly plainPort: number
  /** Opens a TLS server of Node.js in front; its options may be as odd as can be. */
  front(tls: TlsOptions): Promise<number>
  /** A device before a server, which resets a hello that is longer. */
  device(port: number, mostBytes: number): Promise<number>
  order(text: string): Promise<void>
  /** How many documents wait there that nobody has taken. */
  waiting(): Promise<number>
  close(): Promise<void>
}

export async function startRetailerBehind(): Promise<RetailerBehind> {
  const stations = await startTwoStations()
  const plain = await relayTo(stations)
  const closing: (() => Promise<void>)[] = []
  const plainPort = (plain.address() as AddressInfo).port
  return {
    stations,
    plainPort,
    front: async (tls) => {
      const script: Parameters<typeof rawServer>[0] = ({ socket }) => {
        const inner = connect(plainPort, '127.0.0.1')
        socket.on('error', () => inner.destroy())
        inner.on('error', () => socket.destroy())
        socket.pipe(inner).pipe(socket)
      }
      const server = await rawServer(script, { tls })
      closing.push(() => server.close())
      return server.port
    },
    device: async (port, mostBytes) => {
      const device = await rawServer(({ socket }) => {
        socket.once('data', (hello: Buffer) => {
          // A record is as long as its head says, whatever came of it.
          if (hello.readUInt16BE(3) > mostBytes) return socket.resetAndDestroy()
          const inner = connect(port, '127.0.0.1')
          socket.on('error', () => inner.destroy())
          inner.on('error', () => socket.destroy())
          inner.write(hello)
          return socket.pipe(inner).pipe(socket)
        })
      })
      closing.push(() => device.close())
      return device.port
    },
    order: async (text) => {
      await enqueueDocument(stations.retailer, {
        partner: stations.caller,
        fileName: 'order.xml',
        chunks: streamOf(text),
        documentType: 'Order',
      })
    },
    waiting: async () => {
      const found = await stations.retailer.ledger.documents.search({})
      return found.filter(({ state }) => state === 'not-taken').length
    },
    close: async () => {
      await Promise.all(closing.map((close) => close()))
      plain.close()
      await stations.close()
    },
  }
}

/** From the clear into TLS of today, where the retailer's own station serves. */
async function relayTo(stations: TwoStations): Promise<Server> {
  const now = systemClock.now()
  const client = await stations.authority.issue({ commonName: 'supplier', use: 'client', now })
  const server = createServer((plain) => {
    const tls = connectTls({
      host: 'localhost',
      port: stations.port,
      ca: stations.authority.certificatePem,
      cert: client.chainPem,
      key: client.keyPem,
    })
    plain.on('error', () => tls.destroy())
    tls.on('error', () => plain.destroy())
    plain.pipe(tls).pipe(plain)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
