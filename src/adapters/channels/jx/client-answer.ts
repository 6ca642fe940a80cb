import { defined } from '../../../base/defined.ts'
import { HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import { CallFailure } from '../../../domain/exchange/index.ts'
import { foreignSchemes, type CallFacts, type HttpAnswer } from '../../../wire/http/index.ts'
import {
  readResponse,
  type JxRequest,
  type JxResponse,
  type SoapFault,
} from '../../../wire/jx/index.ts'
import type { AnswersSeen } from './answers-seen.ts'
import type { AnswerTo, Call, JxChannelOrder, Moments } from './client-order.ts'
import { charsetOf } from './content-type.ts'
import { httpRefusal, sizeRefusal } from './http-refusal.ts'
import { certificateRefusalIn } from './late-certificate.ts'
import { beginningOf, pageBytes, textOfPage } from './page-text.ts'
import { refuseAttachments } from './served-body.ts'

/** Most bytes of an answer outside of its document. */
const envelopeBytes = 64 * 1024

/** Statuses that are decided before the body is read as an envelope (docs/protocol/jx.md). */
export async function judgeAnswer(
  order: JxChannelOrder,
  answer: HttpAnswer,
  facts: CallFacts,
): Promise<void> {
  const { partner } = order
  const { status, headers } = answer
  if (status === 401 || status === 403) {
    const page = textOfPage(await beginningOf(answer.body), typeOf(answer))
    const params = { partner: partner.name, status, user: partner.user ?? '-' }
    const ours = certificateRefusalIn({ order, record: facts.record }, status, page)
    const schemes = status === 401 ? foreignSchemes(headers['www-authenticate']) : undefined
    if (ours === undefined && schemes !== undefined) {
      throw new HikyakuError('login-scheme-unknown', { ...params, schemes })
    }
    throw ours ?? new HikyakuError('login-refused', params)
  }
  if (status >= 300 && status < 400) {
    const location = String(headers['location'] ?? '?')
    throw new HikyakuError('redirect-refused', { partner: partner.name, location })
  }
}

interface Reading<Request extends JxRequest> {
  readonly order: JxChannelOrder
  readonly call: Call<Request>
  readonly moments: Moments
  readonly answer: HttpAnswer
  readonly facts: CallFacts
  readonly seen: AnswersSeen
}

/**
 * Reads the answer to its end tag and decides by its Body, not by the status.
 *
 * The end of the HTTP body proves nothing: half of the ways a connection can be cut
 * look like an end (peers §6). Only a whole envelope counts.
 */
export async function readAnswer<Request extends JxRequest>(
  reading: Reading<Request>,
): Promise<AnswerTo<Request>> {
  const { order, call, answer, moments, facts } = reading
  const page: Uint8Array[] = []
  try {
    refuseAttachments(typeOf(answer))
    const response = await readResponse(watched(answer.body, { moments, facts, page }), {
      ...charsetOf(typeOf(answer)),
      limits: { envelopeBytes, documentBytes: order.limits.documentBytes },
      payload: call.sink ?? { write: () => undefined },
    })
    if (reading.seen.cameBefore(answer.connection, response)) throw repeated(order, response)
    if (response.operation === 'Fault') throw soapFailure(reading, response)
    if (response.operation !== call.request.operation) {
      throw new HikyakuError('answer-invalid', {
        partner: order.partner.name,
        detail: `${response.operation}Response to ${call.request.operation}`,
        detailJa: `${call.request.operation} に対する ${response.operation}Response`,
      })
    }
    if (facts.bytesSent < call.message.contentLength) throw early(order)
    if (!reading.seen.couldTell(response)) answer.abandon()
    return response as AnswerTo<Request>
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    throw named(reading, error, textOfPage(Buffer.concat(page), typeOf(answer)))
  }
}

/** It was the answer to an earlier request; what became of this one is not known. */
function repeated({ partner }: JxChannelOrder, { header }: JxResponse): HikyakuError {
  const messageId = header?.messageId ?? '-'
  return new HikyakuError('answer-repeated', { partner: partner.name, messageId })
}

/** Whatever it says, it cannot be about a request that was not there yet. */
function early({ partner }: JxChannelOrder): HikyakuError {
  return new HikyakuError('answer-invalid', {
    partner: partner.name,
    detail: 'it came before the request was sent',
    detailJa: '要求を送り終える前に応答が届きました',
  })
}

interface Watching {
  readonly moments: Moments
  readonly facts: CallFacts
  /** Takes the beginning, for what a page says. */
  readonly page: Uint8Array[]
}

async function* watched(
  body: AsyncIterable<Uint8Array>,
  { moments, facts, page }: Watching,
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of body) {
    if (bytes === 0) moments.onReceiving?.()
    // A copy: who reads on may use the memory again.
    if (bytes < pageBytes) page.push(Buffer.from(chunk.subarray(0, pageBytes - bytes)))
    bytes += chunk.byteLength
    moments.progress?.(facts.bytesReceived, undefined)
    yield chunk
  }
}

/** Envelope faults in the words of a client; others pass as they are. */
function named(reading: Reading<JxRequest>, error: HikyakuError, page: string): Error {
  if (!error.entry.id.startsWith('2011') || error.fault === 'document-too-large') return error
  const { order, answer, call, facts } = reading
  const partner = order.partner.name
  const shared = { partner, ...saidOf(error) }
  const options = { cause: error }
  const { status } = answer
  const cut = error.fault === 'envelope-cut'
  if (looksLikeSoap(error) && !(cut && status >= 400)) {
    const found = { ...shared, ...tellOf(error) }
    return new HikyakuError(cut ? 'answer-cut' : 'answer-invalid', found, options)
  }
  if (isTrouble(status)) {
    const { detail, detailJa } = shared
    const says = page === '' ? { partner, detail, detailJa } : { partner, detail: page }
    const params = { ...says, status: `HTTP ${status}`, ...retryAfter(reading) }
    return new HikyakuError('partner-trouble', params, options)
  }
  if (status === 413 && call.request.operation === 'PutDocument') {
    const fault = sizeRefusal(partner, call.message.contentLength, page, options)
    return new CallFailure(fault, 'refused', facts)
  }
  const ours = certificateRefusalIn({ order, record: facts.record }, status, page)
  if (ours !== undefined) return ours
  if (status >= 400) return httpRefusal(partner, status, page, options)
  return notSoap(reading, { error, page })
}

/** With what its page says: it may be one of a maintenance. */
function notSoap(
  { order, answer }: Reading<JxRequest>,
  { error, page }: { readonly error: HikyakuError; readonly page: string },
): HikyakuError {
  const { detail, detailJa } = saidOf(error)
  const says = page === '' ? '' : `: ${page}`
  const params = {
    partner: order.partner.name,
    detail: `${detail}${says}`,
    detailJa: `${detailJa}${says}`,
    status: answer.status,
    type: typeOf(answer) || '-',
  }
  return new HikyakuError('answer-not-soap', params, { cause: error })
}

function typeOf({ headers }: HttpAnswer): string {
  return String(headers['content-type'] ?? '')
}

/** What is wrong, to stand within a sentence. */
function saidOf(error: HikyakuError): Record<'detail' | 'detailJa', string> {
  const said = (language: 'en' | 'ja'): string =>
    error.text(language).message.replace(/[.。]$/u, '')
  return { detail: said('en'), detailJa: said('ja') }
}

/** What the partner can do about it, where that is known. */
function tellOf(error: HikyakuError): Partial<Record<'tell' | 'tellJa', string>> {
  return defined({ tell: error.text('en').tell, tellJa: error.text('ja').tell })
}

/** When the server wants to be asked again (RFC 9110 §10.2.3), as a param of its fault. */
function retryAfter({ order, answer }: Reading<JxRequest>): { retryAfterSeconds?: number } {
  const value = String(answer.headers['retry-after'] ?? '').trim()
  if (value === '') return {}
  const until = Date.parse(value) - order.clock.now().getTime()
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : Math.ceil(until / 1000)
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterSeconds: seconds } : {}
}

function looksLikeSoap(error: HikyakuError): boolean {
  return error.fault !== 'not-an-envelope' && error.fault !== 'envelope-malformed'
}

/** The server, or a proxy before it, is in trouble: worth another try. */
function isTrouble(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429
}

/** A SOAP fault: Server may be tried again, everything else is a refusal (docs/protocol/jx.md). */
function soapFailure(reading: Reading<JxRequest>, fault: SoapFault): Error {
  const { order, call, facts } = reading
  const partner = order.partner.name
  const detail = [fault.text, fault.detail].filter((text) => text !== undefined).join(' – ')
  if (fault.code === 'Server') {
    const params = { partner, status: 'SOAP Server', detail, ...retryAfter(reading) }
    return new HikyakuError('partner-trouble', params)
  }
  const error =
    call.request.operation === 'ConfirmDocument'
      ? new HikyakuError('confirm-unknown', { partner, messageId: call.messageId ?? '', detail })
      : new HikyakuError('partner-refused', { partner, detail })
  return new CallFailure(error, 'refused', facts)
}
