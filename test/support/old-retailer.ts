import { startJsse, type JsseListening } from './jsse/jsse-server.ts'
import { testRoot, type TestCertificate } from './legacy/authority.ts'
import { startRetailerBehind } from './retailer-behind.ts'
import type { TwoStations } from './two-stations.ts'

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
  const retailer = await startRetailerBehind()
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
    relay: retailer.plainPort,
  })
  return {
    stations: retailer.stations,
    old,
    rootPem: root.pem,
    client,
    order: (text) => retailer.order(text),
    close: async () => {
      await jsse.close()
      await retailer.close()
    },
  }
}
