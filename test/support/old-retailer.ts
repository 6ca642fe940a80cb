import { createServer, type AddressInfo, type Server } from 'node:net'
import { connect as connectTls } from 'node:tls'

import { systemClock } from '../../src/base/clock.ts'
import { enqueueDocument } from '../../src/exchange/index.ts'
import { streamOf } from './exchange-context.ts'
import { startJsse, type JsseListening } from './jsse/jsse-server.ts'
import { testRoot, type TestCertificate } from './legacy/authority.ts'
import { startTwoStations, type TwoStations } from './two-stations.ts'

/** The notice's list, without blanks and line breaks. */
export const noticeList =
  'TLS_RSA_WITH_RC4_128_SHA,TLS_RSA_WITH_3DES_EDE_CBC_SHA,TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA,TLS_RSA_WITH_RC4_128_MD5,TLS_RSA_WITH_NULL_MD5,TLS_RSA_WITH_NULL_SHA'

/** The retailer of the notice: a real station behind a TLS server of 2008. */
export interface OldRetailer {
  readonly stations: TwoStations
  /** What the old server says of each connection. */
  readonly old: JsseListening
  readonly rootPem: string
  readonly client: TestCertificate
  order(text: string): Promise<void>
  close(): Promise<void>
}

/** Starts it: SSL 3.0 alone, AES before all that SSL 3.0 defines, client certificate needed. */
export async function startOldRetailer(): Promise<OldRetailer> {
  const starting = startJsse(['jdk.tls.ephemeralDHKeySize=2048'])
  const stations = await startTwoStations()
  const relay = await relayTo(stations)
  const root = await testRoot()
  const [rsa, dsa] = [await root.issue(), await root.issue({ key: 'dsa', bits: 2048 })]
  const client = await root.issue({ name: 'supplier' })
  const jsse = await starting
  const old = await jsse.listen({
    cert: rsa.pem,
    key: rsa.keyPem,
    kind: 'RSA',
    also: { cert: dsa.pem, key: dsa.keyPem, kind: 'DSA' },
    protocols: ['SSLv3'],
    suites: ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA'],
    auth: 'need',
    ca: root.pem,
    relay: (relay.address() as AddressInfo).port,
  })
  return {
    stations,
    old,
    rootPem: root.pem,
    client,
    order: async (text) => {
      await enqueueDocument(stations.retailer, {
        partner: stations.caller,
        fileName: 'order.xml',
        chunks: streamOf(text),
        documentType: 'Order',
      })
    },
    close: async () => {
      relay.close()
      await jsse.close()
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
