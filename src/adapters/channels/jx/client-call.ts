import { defined } from '../../../base/defined.ts'
import { addressOf, type Endpoint } from '../../../domain/partners/index.ts'
import { CallFailure, type AttemptFacts } from '../../../domain/exchange/index.ts'
import {
  openHttpClient,
  type CallFacts,
  type ConnectOrder,
  type HttpClient,
  type PostOrder,
} from '../../../wire/http/index.ts'
import { soapActionOf, type JxRequest, type OutgoingMessage } from '../../../wire/jx/index.ts'
import {
  checkUnencrypted,
  seenCertificates,
  tlsOptionsFor,
  type TlsIdentity,
  type TlsPlan,
} from '../../../wire/tls/index.ts'
import { legacyLayer } from '../../../wire/tls/legacy-layer.ts'
import { AnswersSeen } from './answers-seen.ts'
import { judgeAnswer, readAnswer } from './client-answer.ts'
import { explainTls, failureOf } from './client-failure.ts'
import type { AnswerTo, Call, JxChannelOrder, Moments } from './client-order.ts'
import { withNote } from './handshake-note.ts'
import { proxyOf } from './proxy.ts'

export interface ChannelConnection {
  /** @throws CallFailure */
  call<Request extends JxRequest>(
    call: Call<Request>,
    moments: Moments,
  ): Promise<{ response: AnswerTo<Request>; facts: AttemptFacts }>
  close(): Promise<void>
}

/** The failure with all that was seen of its call. */
function noted({ fault, outcome }: CallFailure, facts: AttemptFacts): CallFailure {
  return new CallFailure(fault, outcome, facts)
}

/** Opens the connection of a channel; it is made at the first call. */
export function openConnection(
  order: JxChannelOrder,
  endpoint: Endpoint,
  plan: TlsPlan | undefined,
): ChannelConnection {
  // What the handshake of a new connection is for; calls come one at a time.
  let current: Call<JxRequest> | undefined
  const http = httpFor(order, endpoint, plan, () => current)
  const seen = new AnswersSeen()
  return {
    call: async (call, moments) => {
      current = call
      const facts: CallFacts = { bytesSent: 0, bytesReceived: 0 }
      try {
        const answer = await http.post(postFor(order, endpoint, call, moments), facts)
        try {
          await judgeAnswer(order, answer, facts)
          const response = await readAnswer({ order, call, moments, answer, facts, seen })
          return { response, facts: withNote(facts, order.random) }
        } catch (error) {
          answer.abandon()
          throw error
        }
      } catch (error) {
        throw noted(
          error instanceof CallFailure ? error : failureOf({ order, endpoint, call, facts }, error),
          withNote(facts, order.random),
        )
      }
    },
    close: () => http.close(),
  }
}

function httpFor(
  order: JxChannelOrder,
  endpoint: Endpoint,
  plan: TlsPlan | undefined,
  current: () => Call<JxRequest> | undefined,
): HttpClient {
  const { partner, secrets, limits, openClient = openHttpClient } = order
  const proxy = proxyOf(partner, secrets)
  return openClient({
    partner: partner.name,
    host: endpoint.host,
    port: endpoint.port,
    ...(plan === undefined ? {} : secureBy(plan, order, endpoint)),
    ...defined({ proxy, onStage: order.onStage, onConnected: order.onConnected }),
    explainTls: (error, record) => explainTls({ order, endpoint, call: current() }, error, record),
    timeoutMilliseconds: partner.timeoutSeconds * 1000,
    limits: {
      silenceMilliseconds: partner.timeoutSeconds * 1000,
      minimumRate: limits.minimumRate,
      windowMilliseconds: limits.rateWindowSeconds * 1000,
    },
  })
}

/** TLS by the runtime's library, or by the engine for what that no longer speaks. */
function secureBy(
  plan: TlsPlan,
  { partner, certificate, clock }: JxChannelOrder,
  endpoint: Endpoint,
): Pick<ConnectOrder, 'tls' | 'engine' | 'checkAddress' | 'recording'> {
  const { host } = endpoint
  const identity: TlsIdentity = {
    host,
    trust: partner.trust,
    ...defined({ serverName: partner.tlsServerName, certificate }),
  }
  const checks = plan.weakenings.includes('null-suites')
    ? {
        checkAddress: (address: string | undefined) => {
          checkUnencrypted(partner, addressOf(endpoint), address)
        },
      }
    : {}
  const recording = {
    host: partner.tlsServerName ?? host,
    versions: [...plan.versions],
    ownChain: seenCertificates(certificate?.chainPem ?? ''),
    clock,
  }
  if (plan.engine === 'runtime') return { tls: tlsOptionsFor(plan, identity), ...checks, recording }
  return {
    ...checks,
    recording,
    tls: defined({ cert: certificate?.chainPem }),
    engine: (socket, seen) => legacyLayer(plan, identity, socket, seen),
  }
}

function postFor(
  { partner, secrets }: JxChannelOrder,
  endpoint: Endpoint,
  { request, message }: Call<JxRequest>,
  moments: Moments,
): PostOrder {
  const { user } = partner
  let halfTold = false
  return {
    path: endpoint.path,
    headers: {
      'content-type': message.contentType,
      // SOAP 1.1 §6.1.1 wants the quotes.
      soapaction: `"${soapActionOf(request.operation)}"`,
      accept: 'text/xml',
      'user-agent': 'Hikyaku',
      // Preemptively: a challenge would cost a second upload.
      ...(user === undefined ? {} : { authorization: basic(user, secrets.password ?? '') }),
    },
    contentLength: message.contentLength,
    chunks: () => (request.operation === 'PutDocument' ? inTwo(message) : message.chunks()),
    // A Put that came twice is answered `false`, and each call is one attempt on record.
    repeatable: request.operation !== 'PutDocument',
    ...defined({ signal: moments.signal }),
    onSent: (bytes) => {
      moments.progress?.(bytes, message.contentLength)
      if (!halfTold && bytes * 2 >= message.contentLength) {
        halfTold = true
        moments.onHalfSent?.()
      }
      if (bytes === message.contentLength) moments.onSent?.()
    },
  }
}

/** A message in one chunk goes out in two halves, so that there is a moment between them. */
async function* inTwo(message: OutgoingMessage): AsyncGenerator<Uint8Array> {
  for await (const chunk of message.chunks()) {
    if (chunk.byteLength < message.contentLength) yield chunk
    else {
      const half = Math.ceil(chunk.byteLength / 2)
      yield chunk.subarray(0, half)
      yield chunk.subarray(half)
    }
  }
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}
