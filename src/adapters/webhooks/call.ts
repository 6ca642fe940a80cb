import type { Clock } from '../../base/clock.ts'
import { defined } from '../../base/defined.ts'
import { hostPort } from '../../base/host-port.ts'
import { proxyAddress } from '../../domain/partners/index.ts'
import { webhookAddress, type WebhookCall, type WebhookEnd } from '../../domain/webhooks/index.ts'
import {
  openHttpClient,
  type CallFacts,
  type HttpAnswer,
  type HttpClient,
} from '../../wire/http/index.ts'
import { planTls, tlsFailure, tlsOptionsFor } from '../../wire/tls/index.ts'
import { boundedAnswer } from './answer-text.ts'
import { failureOf } from './failure.ts'
import { retryAfterOf } from './retry-after.ts'
import { signed } from './signature.ts'

/** Slower than this for so long is stalled. */
const rate = { minimumRate: 100, windowMilliseconds: 30_000 }
/** Longest wait for a connection. */
const connectSeconds = 30

/** One call of a webhook. @throws HikyakuError webhook-failed, setting-invalid */
export async function callWebhook(clock: Clock, order: WebhookCall): Promise<WebhookEnd> {
  const { url, body, key, timeLimitSeconds } = order
  const { path } = webhookAddress(url)
  const signature = key === undefined ? {} : await signed(body, key, clock.now())
  const client = clientFor(clock, order)
  // One that needs longer than its limit is ended, however it trickles.
  const deadline = AbortSignal.timeout(timeLimitSeconds * 1000)
  const facts: CallFacts = { bytesSent: 0, bytesReceived: 0 }
  try {
    const answer = await client.post(
      {
        path,
        headers: {
          'content-type': body.contentType,
          accept: 'application/json, text/plain',
          'user-agent': 'Hikyaku',
          'hikyaku-id': order.id,
          ...signature,
        },
        contentLength: body.bytes,
        chunks: () => marked(order),
        repeatable: false,
        signal: AbortSignal.any([deadline, ...(order.signal === undefined ? [] : [order.signal])]),
      },
      facts,
    )
    return await endOf(clock, answer)
  } catch (error) {
    throw failureOf(order, error)
  } finally {
    await client.close()
  }
}

function clientFor(clock: Clock, { url, proxy, trust, timeLimitSeconds }: WebhookCall): HttpClient {
  const { host, port, secure } = webhookAddress(url)
  const name = hostPort(host, port)
  const versions = { tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' } as const
  const plan = secure ? planTls({ name, ...versions }, name, clock.now()) : undefined
  const recording = { host, versions: [...(plan?.versions ?? [])], ownChain: [], clock }
  return openHttpClient({
    partner: name,
    host,
    port,
    ...(plan === undefined ? {} : { tls: tlsOptionsFor(plan, { host, trust }), recording }),
    ...defined({ proxy: proxy === undefined ? undefined : proxyAddress(proxy) }),
    explainTls: (error, record) => {
      const place = { partner: name, host, clientCertificate: false, direction: 'send' } as const
      return tlsFailure(error, { ...place, ...defined({ record }) })
    },
    timeoutMilliseconds: Math.min(timeLimitSeconds, connectSeconds) * 1000,
    limits: { ...rate, silenceMilliseconds: timeLimitSeconds * 1000 },
  })
}

/** What is at the end of a body: without it the other side cannot have accepted it. */
const lastBytes = 1

async function* marked({ body, onLastByte }: WebhookCall): AsyncGenerator<Uint8Array> {
  let left = body.bytes
  for await (const chunk of body.chunks()) {
    left -= chunk.byteLength
    if (left > 0 || chunk.byteLength === 0) {
      yield chunk
      continue
    }
    if (chunk.byteLength > lastBytes) yield chunk.subarray(0, -lastBytes)
    await onLastByte?.()
    yield chunk.subarray(-lastBytes)
  }
}

/** The status alone decides: of an answer that breaks off, what was read of it is kept. */
async function endOf(clock: Clock, answer: HttpAnswer): Promise<WebhookEnd> {
  const { status, headers } = answer
  const text = await boundedAnswer(answer)
  const retryAfterSeconds = retryAfterOf(headers['retry-after'], clock.now())
  return { status, answer: text, ...defined({ retryAfterSeconds }) }
}
