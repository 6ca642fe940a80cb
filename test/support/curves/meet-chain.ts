import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { connect as connectTls, type SecureVersion } from 'node:tls'
import { systemClock } from '../../../src/base/clock.ts'
import { connect, listen } from '../../../src/wire/http/index.ts'
import { runTlsCheck, suiteByName, tlsFailure, type TlsPlan } from '../../../src/wire/tls/index.ts'
import { legacyLayer } from '../../../src/wire/tls/legacy-layer.ts'
import { certificateMessage, helloDone, serverHello, suites } from '../failing/first-flight.ts'
import { rawServer, type RawServer } from '../raw-server.ts'
import { serverTls } from '../connecting.ts'
import { oddChain, type OddChain, type Place } from './odd-chain.ts'

/** Who of us is shown the chain. */
export const meetings = ['server', 'client', 'engine', 'check'] as const
export type Meeting = (typeof meetings)[number]

export interface MeetOrder {
  readonly meeting: Meeting
  readonly curve: string
  readonly place: Place
}

/** Lets a part of ours meet a chain with a key on an odd curve, in every way in which it can. */
export async function meetChain({ meeting, curve, place }: MeetOrder): Promise<void> {
  const chain = oddChain(curve, place)
  switch (meeting) {
    case 'server':
      for (const version of modern) await callOurServer(chain, version)
      return
    case 'client':
      for (const version of modern) {
        for (const trust of [[chain.root], [otherRoot]]) await callAs(chain, { version, trust })
      }
      return
    case 'engine':
      for (const trust of [[chain.root], [otherRoot]]) {
        await callAs(chain, { version: 'TLSv1', trust, engine: true })
      }
      return
    case 'check':
      await check(chain)
  }
}

const modern = ['TLSv1.2', 'TLSv1.3'] as const
const otherRoot = oddChain('prime256v1', 'root').root
const patience = 5000

/** Of curves and hashes too weak for the defaults, the other side thinks nothing. */
const careless = 'ALL:@SECLEVEL=0'

async function callOurServer(chain: OddChain, version: SecureVersion): Promise<void> {
  const listener = await listen({
    host: '127.0.0.1',
    port: 0,
    tls: { chainPem: serverTls.cert, keyPem: serverTls.key, clientCas: [otherRoot] },
    onRequest: (_request, response) => response.end(),
    recording: { clock: systemClock },
  })
  const socket = connectTls({
    ...{ host: '127.0.0.1', port: listener.port, rejectUnauthorized: false },
    ...{ minVersion: version, maxVersion: version, ciphers: careless },
    ...{ cert: chain.leaf + chain.intermediate + chain.root, key: chain.keyPem },
  })
  socket.on('error', () => undefined).setTimeout(patience, () => socket.destroy())
  socket.on('secureConnect', () => socket.end('GET / HTTP/1.1\r\nHost: a\r\n\r\n')).resume()
  // Not `once`, which an error ends too.
  await new Promise((resolve) => socket.once('close', resolve))
  await listener.close()
}

interface CallOrder {
  readonly version: SecureVersion
  readonly trust: readonly string[]
  readonly engine?: boolean
}

async function callAs(chain: OddChain, { version, trust, engine }: CallOrder): Promise<void> {
  const server = await showing(chain, version)
  const place = { partner: 'odd', host: 'localhost', clientCertificate: false } as const
  await connect({
    partner: 'odd',
    host: 'localhost',
    port: server.port,
    tls: {
      ca: [...trust],
      servername: 'localhost',
      ...{ minVersion: version, maxVersion: version },
    },
    ...(engine === true
      ? {
          engine: (socket, seen) =>
            legacyLayer(oldPlan, { host: 'localhost', trust }, socket, seen),
        }
      : {}),
    recording: { host: 'localhost', versions: [], ownChain: [], clock: systemClock },
    explainTls: (error, record) =>
      tlsFailure(error, { ...place, direction: 'send', ...(record && { record }) }),
    timeoutMilliseconds: patience,
  }).then(
    ({ socket }) => socket.destroy(),
    () => undefined,
  )
  await server.close()
}

const oldPlan: TlsPlan = {
  engine: 'legacy',
  versions: ['TLSv1'],
  suites: [suiteByName('TLS_RSA_WITH_AES_128_CBC_SHA')].filter((suite) => suite !== undefined),
  weakenings: [],
}

async function check(chain: OddChain): Promise<void> {
  const server = await showing(chain)
  await runTlsCheck({
    host: 'localhost',
    port: server.port,
    policy: { name: 'odd', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' },
    isPartner: true,
    trust: [chain.root],
    clock: systemClock,
    limits: { timeoutMilliseconds: patience, pauseMilliseconds: 0 },
    connect: async () => {
      const socket = connectTcp(server.port, '127.0.0.1')
      await once(socket, 'connect')
      return socket
    },
  })
  await server.close()
}

/**
 * A server with this chain. OpenSSL makes no handshake with a leaf on a curve that nobody
 * offers; then the first flight alone is sent, byte for byte.
 */
function showing(chain: OddChain, version?: SecureVersion): Promise<RawServer> {
  if (chain.odd !== 'leaf') {
    const only =
      version === undefined
        ? { minVersion: 'TLSv1' as const }
        : { minVersion: version, maxVersion: version }
    const cert = chain.leaf + chain.intermediate + chain.root
    return rawServer(({ socket }) => socket.resume(), {
      tls: { cert, key: chain.keyPem, ciphers: careless, ...only },
    })
  }
  const old = version === 'TLSv1'
  const hello = serverHello({
    version: old ? 0x0301 : 0x0303,
    suite: old ? suites.rsaCbc : suites.ecdheRsa,
  })
  const flight = [hello, certificateMessage({ pem: chain.leaf }), helloDone].map((record) =>
    old ? record.fill(1, 2, 3) : record,
  )
  return rawServer(async ({ socket }) => {
    await once(socket, 'data')
    socket.end(Buffer.concat(flight))
  })
}
