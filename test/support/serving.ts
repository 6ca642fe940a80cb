import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { defined } from '../../src/base/defined.ts'

import { systemClock } from '../../src/base/clock.ts'
import { refusedCallers, serveJx } from '../../src/adapters/channels/jx/index.ts'
import { noLog, type ExchangeContext, type StationEvent } from '../../src/domain/exchange/index.ts'
import type { ClientPartner } from '../../src/domain/partners/index.ts'
import {
  listen,
  type ListenLimits,
  type Listener,
  type ListenerTls,
} from '../../src/wire/http/index.ts'
import {
  readResponse,
  writeRequest,
  type JxRequest,
  type JxResponse,
} from '../../src/wire/jx/index.ts'
import {
  createAuthority,
  type Authority,
  type IssuedCertificate,
} from '../../src/wire/tls/index.ts'
import { supplier, testContext, type TestContext } from './exchange-context.ts'

export const password = 'practice-password'

/** An answer as it came, and what it means if it is a JX message. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface CallOrder {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string | number>>
  readonly body?: string | Uint8Array
  /** `false` leaves the login out. */
  readonly user?: string | false
  readonly password?: string
  readonly certificate?: IssuedCertificate
  readonly agent?: Agent
}

/** A JX server over TLS on a free port, with a real database and real files behind it. */
export interface Serving {
  readonly context: TestContext
  readonly listener: Listener
  readonly authority: Authority
  readonly tls: ListenerTls
  /** What was written to the log. */
  readonly events: readonly StationEvent[]
  readonly fatal: readonly string[]
  readonly handshakeFailures: readonly string[]
  call(order: CallOrder): Promise<Answer>
  /** Sends a JX request and reads the answer; `payload` is what its `data` held. */
  exchange(
    request: JxRequest,
    order?: CallOrder & { readonly payload?: string | Uint8Array },
  ): Promise<Answer & { readonly message: JxResponse; readonly payload: Buffer }>
  /** A bare TLS connection, to send what no HTTP client would. */
  open(options?: ConnectionOptions): Promise<TLSSocket>
  close(): Promise<void>
}

export interface ServingOrder {
  /** Partners that call; by default one, with user `supplier` and the password above. */
  readonly partners?: readonly ClientPartner[]
  readonly context?: Partial<ExchangeContext>
  readonly limits?: Partial<ListenLimits>
  readonly documentBytes?: number
  readonly progress?: {
    silenceMilliseconds: number
    minimumRate: number
    windowMilliseconds: number
  }
  /** CAs of client certificates, as the station collects them. */
  readonly clientCas?: readonly string[]
}

const now = systemClock.now()
/** Two CAs for all tests of a file: a key pair takes time. */
export const authority = await createAuthority({ commonName: 'Practice CA', now })
export const otherAuthority = await createAuthority({ commonName: 'Other CA', now })
const serverCertificate = await authority.issue({
  commonName: 'localhost',
  names: ['localhost', '127.0.0.1'],
  use: 'server',
  now,
})

/** Starts it. */
export async function startServing(order: ServingOrder = {}): Promise<Serving> {
  const context = await testContext({ clock: systemClock, ...order.context })
  await context.ledger.partners.remove(supplier.name)
  for (const partner of order.partners ?? [{ ...supplier, user: 'supplier' }]) {
    await context.ledger.partners.add(partner, partner.user === undefined ? {} : { password })
  }
  const [fatal, handshakeFailures]: string[][] = [[], []]
  const events: StationEvent[] = []
  const callers = refusedCallers(context, noLog)
  const tls = { ...serverCertificate, clientCas: order.clientCas ?? [] }
  const listener = await listen({
    host: '127.0.0.1',
    port: 0,
    tls,
    ...defined({ limits: order.limits }),
    onRequest: serveJx({
      context,
      limits: {
        documentBytes: order.documentBytes ?? 256 * 2 ** 20,
        progress: order.progress ?? {
          silenceMilliseconds: 30_000,
          minimumRate: 1,
          windowMilliseconds: 30_000,
        },
      },
      log: { note: (event) => events.push(event) },
      onRefused: callers.refused,
      onFatal: (error) => fatal?.push(error.fault),
    }),
    onHandshakeFailure: (remote, detail) => handshakeFailures?.push(`${remote} ${detail}`),
  })
  const agent = new Agent({ keepAlive: true })
  const call = (one: CallOrder): Promise<Answer> => send(listener.port, agent, one)
  return {
    context,
    listener,
    authority,
    tls,
    events,
    fatal: fatal ?? [],
    handshakeFailures: handshakeFailures ?? [],
    call,
    exchange: async (request, one = {}) => {
      const answer = await call({ ...one, body: await messageOf(request, one.payload) })
      return { ...answer, ...(await readAnswer(answer.body)) }
    },
    open: (options) => openSocket(listener.port, options),
    close: async () => {
      agent.destroy()
      await listener.close()
      await callers.close()
      const { payloads } = context
      if ('close' in payloads) await (payloads.close as () => Promise<void>)()
      await context.end()
    },
  }
}

/** The bytes of a request as a client sends them. */
export async function messageOf(
  request: JxRequest,
  payload: string | Uint8Array = '',
): Promise<Buffer> {
  const bytes = Buffer.from(payload)
  const message = writeRequest(request, {
    bytes: bytes.byteLength,
    chunks: async function* () {
      yield await Promise.resolve(bytes)
    },
  })
  const parts: Uint8Array[] = []
  for await (const chunk of message.chunks()) parts.push(chunk)
  return Buffer.concat(parts)
}

/** Reads an answer that must be a JX message. */
export async function readAnswer(
  body: Uint8Array,
): Promise<{ message: JxResponse; payload: Buffer }> {
  const parts: Uint8Array[] = []
  const message = await readResponse(
    (async function* () {
      yield await Promise.resolve(body)
    })(),
    {
      limits: { envelopeBytes: 2 ** 16, documentBytes: 2 ** 30 },
      payload: {
        write: (chunk) => {
          parts.push(Buffer.from(chunk))
        },
      },
    },
  )
  return { message, payload: Buffer.concat(parts) }
}

/** The `Authorization` header of a user. */
export function basic(user: string, secret: string = password): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
}

function send(port: number, agent: Agent, order: CallOrder): Promise<Answer> {
  const { certificate, body, user = 'supplier' } = order
  const own = certificate === undefined ? agent : new Agent({ keepAlive: false })
  return new Promise((resolve, reject) => {
    const request = httpsRequest(
      {
        host: 'localhost',
        port,
        ca: authority.certificatePem,
        method: order.method ?? 'POST',
        path: order.path ?? '/jx',
        agent: order.agent ?? own,
        headers: {
          'content-type': 'text/xml; charset=utf-8',
          ...(user === false ? {} : { authorization: basic(user, order.password) }),
          ...(body === undefined || order.headers?.['transfer-encoding'] !== undefined
            ? {}
            : { 'content-length': Buffer.byteLength(body) }),
          ...order.headers,
        },
        ...defined({ cert: certificate?.chainPem, key: certificate?.keyPem }),
      },
      (response) => {
        const parts: Uint8Array[] = []
        response.on('data', (chunk: Uint8Array) => parts.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
          })
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

async function openSocket(port: number, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const socket = connect({
    host: 'localhost',
    port,
    ca: authority.certificatePem,
    servername: 'localhost',
    ...options,
  })
  socket.on('error', () => undefined)
  await once(socket, 'secureConnect')
  return socket
}

/** Everything a socket gives until it is closed, in whatever way. */
export async function allFrom(socket: TLSSocket): Promise<string> {
  let text = ''
  socket.on('data', (chunk: Uint8Array) => {
    text += Buffer.from(chunk).toString('latin1')
  })
  await closed(socket)
  return text
}

/** Resolves when a socket is closed, by a reset too. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve()
    else
      socket.once('close', () => {
        resolve()
      })
  })
}
