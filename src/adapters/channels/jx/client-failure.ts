import { defined } from '../../../base/defined.ts'
import { causeParams, HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import { addressOf, type Endpoint } from '../../../domain/partners/index.ts'
import { CallFailure } from '../../../domain/exchange/index.ts'
import type { CallFacts } from '../../../wire/http/index.ts'
import type { JxRequest } from '../../../wire/jx/index.ts'
import {
  certificateAtFault,
  explain,
  libraryCode,
  tlsFailure,
  type HandshakeRecord,
} from '../../../wire/tls/index.ts'
import type { Call, JxChannelOrder } from './client-order.ts'
import { certificateLossIn } from './late-certificate.ts'

interface FailedCall {
  readonly order: JxChannelOrder
  readonly endpoint: Endpoint
  readonly call: Call<JxRequest>
  readonly facts: CallFacts
}

/** Refusals of the server that are not about one document. */
const refusals = new Set([
  'login-refused',
  'login-scheme-unknown',
  'redirect-refused',
  'client-certificate-missing',
  'client-certificate-late',
  'client-certificate-not-accepted',
])

/**
 * Names a failed call and says whether the partner may have acted on it.
 *
 * Without a byte of the body nothing was sent. Once it began to leave, only a refusal
 * is certain; everything else leaves it in doubt.
 */
export function failureOf(failed: FailedCall, cause: unknown): CallFailure {
  const error = nameOf(failed, cause)
  const { facts } = failed
  const answered = facts.httpStatus !== undefined
  if (answered && refusals.has(error.fault)) return new CallFailure(error, 'refused', facts)
  return new CallFailure(error, facts.bytesSent === 0 ? 'not-sent' : 'in-doubt', facts)
}

function nameOf(failed: FailedCall, cause: unknown): HikyakuError {
  const { order, endpoint, call, facts } = failed
  for (const error of chainOf(cause)) {
    if (isHikyakuError(error)) return error
    // A DOMException has a number for a code.
    const { code } = error as { code?: unknown }
    if (code === 'UND_ERR_HEADERS_OVERFLOW') {
      const detail = 'its HTTP header fields are longer than 16 KB'
      const detailJa = 'HTTP ヘッダーが 16 KB を超えています'
      const params = { partner: order.partner.name, detail, detailJa }
      return new HikyakuError('answer-invalid', params, { cause })
    }
    if (error.name === 'HTTPParserError') {
      const params = { partner: order.partner.name, detail: error.message, status: '-', type: '-' }
      return new HikyakuError('answer-not-soap', params, { cause })
    }
    // TLS 1.3: the server's refusal of our certificate comes after our handshake is done.
    if (typeof code === 'string' && isOfTls(libraryCode({ code, message: error.message }))) {
      const late = order.certificate === undefined ? lossIn(failed, error) : undefined
      if (late !== undefined) return late
      return explainTls({ order, endpoint, call }, error, facts.record)
    }
    if (error.name === 'AbortError') {
      return new HikyakuError('interrupted', { partner: order.partner.name }, { cause })
    }
  }
  if (leftForOurCertificate(facts)) {
    return explainTls({ order, endpoint, call }, deepest(cause) as Error, facts.record)
  }
  const late = lossIn(failed, deepest(cause))
  if (late !== undefined) return late
  const shared = { partner: order.partner.name, ...causeParams(deepest(cause)) }
  const fault = facts.bytesReceived > 0 ? 'answer-cut' : 'connection-lost'
  return new HikyakuError(fault, shared, { cause })
}

/** A server that left when the request was there, without a word in HTTP. */
function lossIn({ order, facts }: FailedCall, cause: unknown): HikyakuError | undefined {
  const { record, bytesReceived, bytesSent, httpStatus } = facts
  if (bytesReceived > 0 || bytesSent === 0 || httpStatus !== undefined) return undefined
  if (!(cause instanceof Error)) return undefined
  const { code } = cause as { code?: unknown }
  if (typeof code !== 'string') return undefined
  if (!isLoss(libraryCode({ code, message: cause.message }))) return undefined
  return certificateLossIn({ order, record }, cause)
}

/** Or said in TLS why it leaves. */
function isLoss(code: string): boolean {
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET' || isOfTls(code)
}

/**
 * TLS 1.3: a server may refuse our certificate by a mere reset, when our handshake is done
 * and the request is on its way. If it spoke before that, it had borne with us.
 */
function leftForOurCertificate({ record, bytesReceived }: CallFacts): boolean {
  if (record?.afterwards === undefined || bytesReceived > 0) return false
  return certificateAtFault(explain(record).cause) === 'client'
}

/** A connection of old that was cut is cut like any other: what came before it counts. */
function isOfTls(code: string): boolean {
  return /^ERR_(?:SSL|LEGACY)_/.test(code) && code !== 'ERR_LEGACY_TRUNCATED'
}

function chainOf(cause: unknown): Error[] {
  const chain: Error[] = []
  for (let one = cause; one instanceof Error && chain.length < 8; one = one.cause) chain.push(one)
  return chain
}

function deepest(cause: unknown): unknown {
  return chainOf(cause).at(-1) ?? cause
}

/** Names a TLS failure, at the handshake or (TLS 1.3) after it. */
export function explainTls(
  {
    order: { partner, certificate, knownChain },
    endpoint,
    call,
  }: Pick<FailedCall, 'order' | 'endpoint'> & { readonly call: FailedCall['call'] | undefined },
  error: NodeJS.ErrnoException,
  record: HandshakeRecord | undefined,
): HikyakuError {
  const place = {
    partner: partner.name,
    host: addressOf(endpoint),
    clientCertificate: certificate !== undefined,
    direction: call?.request.operation === 'PutDocument' ? 'send' : 'receive',
    ...defined({ file: call?.file, record, knownChain }),
  } as const
  return tlsFailure(error, place)
}
