import { defined } from '../../../base/defined.ts'
import { HikyakuError, isHikyakuError, causeParams, describeCause } from '../../../errors/index.ts'
import {
  acceptDocument,
  confirmTaken,
  offerDocument,
  recordServed,
  type Caller,
  type PayloadDraft,
} from '../../../domain/exchange/index.ts'
import { bodyOf, finished, knownCodings, withoutCoding } from '../../../wire/http/index.ts'
import {
  messageId,
  readRequest,
  timestamp,
  writeResponse,
  type ConfirmRequest,
  type GetRequest,
  type JxRequest,
  type MessageHeader,
  type PutRequest,
} from '../../../wire/jx/index.ts'
import { charsetOf } from './content-type.ts'
import { answerFailure, answerSmall } from './server-answer.ts'
import { sendOffer } from './server-offer.ts'
import { judgeHead, noBody, statusOfRefusal } from './served-body.ts'
import { seenOf, type ServedRequest } from './served-request.ts'
import type { JxServer, Wire } from './server-order.ts'

/** Most bytes of a request outside of its document. */
const envelopeBytes = 64 * 1024

/** Reads one request, does what it asks, and answers; records it either way. */
export async function serveCall(server: JxServer, caller: Caller, wire: Wire): Promise<void> {
  const { context } = server
  context.steps.reached('serve.authenticated')
  const call: ServedRequest = {
    ...wire,
    startedAt: context.clock.now(),
    received: { bytes: 0 },
    sent: { bytes: 0 },
  }
  try {
    await server.held.refuse(caller.partner.name)
    await serveRequest(server, caller, call)
  } catch (error) {
    await fail(server, caller, call, error)
  }
}

async function serveRequest(server: JxServer, caller: Caller, call: ServedRequest): Promise<void> {
  const draft = lazyDraft(server)
  try {
    const request = await read(server, call, draft)
    call.operation = request.operation
    call.header = answerHeader(server, request.header)
    if (request.operation === 'PutDocument')
      await servePut(server, caller, call, { request, draft })
    else if (request.operation === 'GetDocument') await serveGet(server, caller, call, request)
    else await serveConfirm(server, caller, call, request)
  } finally {
    // Before a refusal is answered: a caller that is slow to read it holds no disk space.
    await draft.discard()
  }
}

async function read(server: JxServer, call: ServedRequest, draft: LazyDraft): Promise<JxRequest> {
  const { request, response, received } = call
  const { documentBytes, progress } = server.limits
  judgeHead(request.headers)
  const announced = Number(request.headers['content-length'] ?? 0)
  // Base64 with line breaks is 1.37 times the document; beyond twice it cannot fit.
  if (announced > documentBytes * 2 + envelopeBytes) {
    throw new HikyakuError('document-too-large', { limit: documentBytes })
  }
  // The caller is known and the size is possible: now the body may come.
  if (/^100-continue$/i.test(request.headers.expect ?? '')) response.writeContinue()
  const body = bodyOf(request, progress, received)
  try {
    return await readRequest(withoutCoding(body, request.headers['content-encoding']), {
      ...charsetOf(request.headers['content-type']),
      limits: { envelopeBytes, documentBytes },
      payload: draft,
    })
  } catch (error) {
    if (isHikyakuError(error) && error.fault === 'coding-unknown') throw error
    // Nothing was cut where the end came in order: there was never more.
    throw request.complete && received.bytes === 0 ? noBody('no chunks', 'チャンクなし') : error
  }
}

async function servePut(
  server: JxServer,
  caller: Caller,
  call: ServedRequest,
  { request, draft }: { request: PutRequest; draft: LazyDraft },
): Promise<void> {
  const { steps } = server.context
  steps.reached('serve-put.request-whole')
  call.messageId = request.document.messageId
  const outcome = await acceptDocument(server.context, caller, {
    envelope: request.document,
    draft: await draft.opened(),
    seen: seenOf(call),
  })
  call.recorded = true
  await answer(call, { operation: 'PutDocument', result: outcome === 'kept' })
  steps.reached('serve-put.answered')
}

async function serveConfirm(
  server: JxServer,
  caller: Caller,
  call: ServedRequest,
  request: ConfirmRequest,
): Promise<void> {
  call.messageId = request.messageId
  const outcome = await confirmTaken(server.context, caller, { ...request, seen: seenOf(call) })
  call.recorded = true
  await answer(call, { operation: 'ConfirmDocument', result: outcome === 'confirmed' })
  server.context.steps.reached('serve-confirm.answered')
}

async function serveGet(
  server: JxServer,
  caller: Caller,
  call: ServedRequest,
  request: GetRequest,
): Promise<void> {
  const offer = await offerDocument(server.context, caller, request)
  if (offer === undefined) {
    await answer(call, { operation: 'GetDocument' })
    await recordServed(server.context, caller, {
      operation: 'GetDocument',
      outcome: 'nothing',
      seen: seenOf(call),
    })
    return
  }
  call.messageId = offer.document.messageId
  if ((await sendOffer(server, caller, call, offer)) === 'damaged') return
  server.context.steps.reached('serve-get.answered')
  await recordServed(server.context, caller, {
    operation: 'GetDocument',
    outcome: 'document',
    seen: seenOf(call),
    document: offer.document,
  })
}

async function answer(
  call: ServedRequest,
  result:
    | { operation: 'PutDocument' | 'ConfirmDocument'; result: boolean }
    | { operation: 'GetDocument' },
): Promise<void> {
  const { header } = call
  const message = writeResponse({ ...result, ...defined({ header }) })
  call.sent.bytes = message.contentLength
  await answerSmall(call.response, 200, message)
  await finished(call.response)
}

/** From and To turned round, an id and a time of our own. */
function answerHeader({ context }: JxServer, header: MessageHeader): MessageHeader {
  const now = context.clock.now()
  return {
    from: header.to,
    to: header.from,
    messageId: messageId(now, context.random, header.to),
    timestamp: timestamp(now),
  }
}

/** Tells the caller and the operator; a disk that cannot be trusted stops the station. */
async function fail(
  server: JxServer,
  caller: Caller,
  call: ServedRequest,
  cause: unknown,
): Promise<void> {
  const error = nameOf(cause, call)
  if (error.fault === 'defect') {
    server.log.note({ event: 'defect', detail: (cause as Error).stack ?? String(cause) })
  }
  const { request, response, header } = call
  const status = statusOfRefusal(error)
  if (error.fault === 'coding-unknown') response.setHeader('accept-encoding', knownCodings)
  const known = defined({ header })
  await answerFailure({ request, response, error, status, ...known })
  if (error.fault === 'sync-failed') {
    server.onFatal(error)
  } else if (call.recorded === true) {
    const { partner } = caller
    server.onRefused({ error, place: { partner: partner.name, exchangeId: caller.exchangeId } })
  } else await record(server, caller, call, error)
}

async function record(
  server: JxServer,
  caller: Caller,
  call: ServedRequest,
  error: HikyakuError,
): Promise<void> {
  const { headersSent } = call.response
  try {
    await recordServed(server.context, caller, {
      operation: call.operation ?? 'PutDocument',
      // Bytes of an answer left, and how many arrived is not known.
      outcome: error.fault === 'answer-not-taken' ? 'in-doubt' : 'refused',
      seen: seenOf(call, headersSent),
      ...defined({ messageId: call.messageId }),
      failure: error,
    })
  } catch (recording) {
    // A full disk refuses the record too; the caller was answered all the same.
    const { partner, exchangeId } = caller
    server.onRefused({ error, place: { partner: partner.name, exchangeId } })
    server.refusals.note({
      event: 'not-recorded',
      fault: { name: error.fault, params: error.params },
      about: {
        partner: partner.name,
        exchange: exchangeId,
        address: call.connection.remote,
      },
      detail: describeCause(recording),
    })
  }
}

function nameOf(cause: unknown, { connection, response }: ServedRequest): HikyakuError {
  if (isHikyakuError(cause)) return cause
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') {
    const address = connection.remote
    return response.headersSent
      ? new HikyakuError('answer-not-taken', { address }, { cause })
      : new HikyakuError(
          'envelope-cut',
          { detail: `${address} went away`, detailJa: `${address} が切断` },
          { cause },
        )
  }
  return new HikyakuError('defect', causeParams(cause), { cause })
}

interface LazyDraft {
  write(chunk: Uint8Array): void | Promise<void>
  opened(): Promise<PayloadDraft>
  discard(): Promise<void>
}

/** Opened at the first payload byte: Gets and Confirms need no file. */
function lazyDraft({ context }: JxServer): LazyDraft {
  let draft: PayloadDraft | undefined
  const opened = async (): Promise<PayloadDraft> => (draft ??= await context.payloads.draft())
  return {
    opened,
    write: (chunk) => {
      if (draft !== undefined) return draft.write(chunk)
      context.steps.reached('serve-put.receiving')
      return opened().then((open) => open.write(chunk))
    },
    discard: async () => {
      await draft?.discard()
    },
  }
}
