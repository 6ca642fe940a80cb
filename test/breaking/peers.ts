import { connect } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { defined } from '../../src/base/defined.ts'

import type { ServerPartner } from '../../src/domain/partners/index.ts'
import { framings, goodAnswer, type Operation } from '../support/calling.ts'
import { retailer } from '../support/exchange-context.ts'
import { testRoot } from '../support/legacy/authority.ts'
import { rawServer } from '../support/raw-server.ts'
import type { IssuedCertificate } from '../../src/wire/tls/index.ts'
import type { TwoHomes } from '../support/two-stations.ts'

/** A server that the station calls, and its settings for it. */
export interface Peer {
  readonly name: string
  /** Where the cable that breaks is laid to. */
  readonly port: number
  /** How the station is to call it through that cable. */
  partner(cable: number): ServerPartner
  readonly certificate: IssuedCertificate
  close(): Promise<void>
}

/** Good servers, one for each way in which a station connects. */
export async function startPeers(
  { authority, serverCertificate }: TwoHomes,
  certificate: IssuedCertificate,
): Promise<Peer[]> {
  const { chainPem, keyPem } = serverCertificate
  const modern = { cert: chainPem, key: keyPem, requestCert: true, ca: authority.certificatePem }
  const root = await testRoot()
  const [rsa, client] = [await root.issue(), await root.issue({ name: 'supplier' })]
  const ofOld = { chainPem: client.pem, keyPem: client.keyPem }
  const old = {
    ...{ cert: rsa.pem, key: rsa.keyPem, ca: root.pem, requestCert: true },
    ...({ minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const),
  }
  const calm = { ...retailer, timeoutSeconds: 0.4, retries: 0, user: 'supplier' }
  const trust = [authority.certificatePem]
  const https = (port: number): string => `https://localhost:${port}/jx`
  const today = new Date()
  const day = (ahead: number): string =>
    new Date(today.getTime() + ahead * 86_400_000).toISOString().slice(0, 10)
  return [
    await peer('TLS 1.3', { ...modern, minVersion: 'TLSv1.3' }, certificate, (cable) => ({
      ...calm,
      url: https(cable),
      trust,
    })),
    await peer('TLS 1.2', { ...modern, maxVersion: 'TLSv1.2' }, certificate, (cable) => ({
      ...calm,
      url: https(cable),
      trust,
    })),
    await peer('the engine of old', old, ofOld, (cable) => ({
      ...calm,
      url: https(cable),
      trust: [root.pem],
      tlsMin: 'TLSv1',
      tlsMax: 'TLSv1',
      tlsSuites: ['TLS_RSA_WITH_3DES_EDE_CBC_SHA', 'TLS_RSA_WITH_AES_128_CBC_SHA'],
      tlsWaiver: {
        allow: ['tls1.0', 'weak-suites'],
        host: `localhost:${cable}`,
        reason: 'test',
        by: 'test',
        since: day(-1),
        until: day(30),
      },
    })),
    await peer('plain HTTP', undefined, certificate, (cable) => ({
      ...calm,
      url: `http://127.0.0.1:${cable}/jx`,
    })),
    await proxied(modern, certificate, (cable, target) => ({
      ...calm,
      url: https(target),
      trust,
      proxy: `http://127.0.0.1:${cable}`,
    })),
  ]
}

async function peer(
  name: string,
  tls: TlsOptions | undefined,
  certificate: IssuedCertificate,
  partner: (cable: number) => ServerPartner,
): Promise<Peer> {
  const server = await goodServer(tls)
  return { name, port: server.port, certificate, partner, close: () => server.close() }
}

/** The cable breaks before the proxy: in its CONNECT, and in all that is in the tunnel. */
async function proxied(
  tls: TlsOptions,
  certificate: IssuedCertificate,
  partner: (cable: number, target: number) => ServerPartner,
): Promise<Peer> {
  const target = await goodServer(tls)
  const proxy = await rawServer(async ({ head, socket }) => {
    await head()
    const far = connect(target.port, '127.0.0.1')
    far.on('error', () => socket.destroy())
    socket.once('close', () => far.destroy())
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    socket.pipe(far).pipe(socket)
  })
  return {
    name: 'a proxy',
    port: proxy.port,
    certificate,
    partner: (cable) => partner(cable, target.port),
    close: async () => {
      await proxy.close()
      await target.close()
    },
  }
}

const operations = { PutDocument: 'put', GetDocument: 'get', ConfirmDocument: 'confirm' } as const

/** Answers what it is asked, on one connection after the other. */
async function goodServer(
  tls: TlsOptions | undefined,
): Promise<Awaited<ReturnType<typeof rawServer>>> {
  const script: Parameters<typeof rawServer>[0] = async ({ request, socket }) => {
    for (;;) {
      const { head } = await request()
      const name = /client-server\/(\w+)/.exec(head)?.[1] as keyof typeof operations
      const operation: Operation = operations[name]
      socket.write(framings['Content-Length'](await goodAnswer(operation, 'x'.repeat(3000))))
    }
  }
  return rawServer(script, defined({ tls }))
}
