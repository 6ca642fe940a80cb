import { systemClock } from '../../src/base/clock.ts'
import {
  connect,
  type Connected,
  type ConnectOrder,
  type Stage,
} from '../../src/wire/http/index.ts'
import { createAuthority, tlsFailure } from '../../src/wire/tls/index.ts'
import { rawServer, type RawServer } from './raw-server.ts'

const now = systemClock.now()
export const authority = await createAuthority({ commonName: 'Practice CA', now })
const certificate = await authority.issue({
  commonName: 'localhost',
  names: ['localhost', '127.0.0.1', '::1'],
  use: 'server',
  now,
})

/** TLS of a server that is called localhost, and of a client that trusts it. */
export const serverTls = { cert: certificate.chainPem, key: certificate.keyPem }
export const clientTls = { ca: authority.certificatePem, servername: 'localhost' }

const made: Connected[] = []
const servers: RawServer[] = []

/** Ends all that this file opened. */
export async function endAll(): Promise<void> {
  for (const { socket } of made.splice(0)) socket.destroy()
  await Promise.all(servers.splice(0).map((server) => server.close()))
}

export async function serve(...order: Parameters<typeof rawServer>): Promise<RawServer> {
  const server = await rawServer(...order)
  servers.push(server)
  return server
}

export async function call(order: Partial<ConnectOrder>): Promise<Connected> {
  const connected = await connect({
    partner: 'retailer',
    host: 'localhost',
    port: 1,
    timeoutMilliseconds: 30_000,
    explainTls: (error) =>
      tlsFailure(error, {
        partner: 'retailer',
        host: 'localhost',
        clientCertificate: false,
        direction: 'send',
      }),
    ...order,
  })
  made.push(connected)
  return connected
}

/** A name without an address, with no resolver to ask: a name has no empty label (RFC 1035 §3.1). */
export const noName = 'nobody..example'

/** Nobody listens there (tcpmux), and no other test is given it, as a free one may be. */
export const unusedPort = 1

export interface FailedCall {
  readonly error: unknown
  /** The stages it came to. */
  readonly stages: readonly Stage[]
  readonly milliseconds: number
}

/** How a call fails. */
export async function failureOf(order: Partial<ConnectOrder>): Promise<FailedCall> {
  const stages: Stage[] = []
  const start = performance.now()
  const [outcome] = await Promise.allSettled([
    call({ onStage: (stage) => stages.push(stage), ...order }),
  ])
  const milliseconds = performance.now() - start
  return {
    error: outcome.status === 'rejected' ? outcome.reason : 'it connected',
    stages,
    milliseconds,
  }
}
