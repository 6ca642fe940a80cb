import { defined } from '../../../base/defined.ts'
import { addressOf, endpointOf, type ServerPartner } from '../../../domain/partners/index.ts'
import type {
  CallWatch,
  Channel,
  ConfirmAnswer,
  DocumentEnvelope,
  GetAnswer,
  PayloadDraft,
  PutAnswer,
  StationDocument,
  Steps,
  StoredPayload,
} from '../../../domain/exchange/index.ts'
import {
  messageId,
  timestamp,
  writeRequest,
  type ConfirmRequest,
  type DocumentFilter,
  type GetRequest,
  type MessageHeader,
  type PutRequest,
} from '../../../wire/jx/index.ts'
import { planTls } from '../../../wire/tls/index.ts'
import { openConnection, type ChannelConnection } from './client-call.ts'
import type { JxChannelOrder } from './client-order.ts'
import { payloadSource } from './payload-source.ts'
import { weakened } from './client-warnings.ts'

/**
 * The calls to a partner's JX server, over one connection.
 *
 * Every failure is a CallFailure, which says whether the partner may have acted.
 *
 * @throws HikyakuError setting-invalid for a URL that cannot be used; those of {@link planTls}
 */
export function openJxChannel(order: JxChannelOrder): Channel {
  const { partner, steps } = order
  const endpoint = endpointOf(partner)
  const plan = endpoint.secure
    ? planTls(partner, addressOf(endpoint), order.clock.now())
    : undefined
  const connection = openConnection(order, endpoint, plan)
  const header = (id?: string): MessageHeader => {
    const now = order.clock.now()
    return {
      from: partner.from,
      to: partner.to,
      messageId: id ?? messageId(now, order.random, partner.from),
      timestamp: timestamp(now),
    }
  }
  return {
    warnings: plan === undefined ? [] : weakened(partner, plan, addressOf(endpoint)),
    put: (document, payload, watch) => put({ connection, steps, header }, document, payload, watch),
    get: (filter, sink, watch) => get({ connection, steps, header, partner }, filter, sink, watch),
    confirm: (document, watch) => confirm({ connection, steps, header }, document, watch),
    close: () => connection.close(),
  }
}

interface Line {
  readonly connection: ChannelConnection
  readonly steps: Steps
  readonly header: (id?: string) => MessageHeader
}

async function put(
  { connection, steps, header }: Line,
  document: StationDocument,
  payload: StoredPayload,
  watch: CallWatch = {},
): Promise<PutAnswer> {
  const request = putRequest(document, header(document.messageId))
  const message = writeRequest(request, payloadSource(document, payload))
  steps.reached('put.sending')
  const { response, facts } = await connection.call(
    { request, message, file: document.id },
    {
      ...watch,
      onHalfSent: () => {
        steps.reached('put.half-sent')
      },
      onSent: () => {
        steps.reached('put.sent')
      },
    },
  )
  steps.reached('put.answered')
  return { kind: response.result ? 'accepted' : 'duplicate', facts }
}

async function get(
  { connection, steps, header, partner }: Line & { partner: ServerPartner },
  filter: DocumentFilter | undefined,
  sink: Pick<PayloadDraft, 'write'>,
  watch: CallWatch = {},
): Promise<GetAnswer> {
  const request: GetRequest = {
    operation: 'GetDocument',
    header: header(),
    receiverId: partner.ownId,
    ...defined({ filter }),
  }
  const { response, facts } = await connection.call(
    { request, message: writeRequest(request), sink },
    {
      ...watch,
      onSent: () => {
        steps.reached('get.sent')
      },
      onReceiving: () => {
        steps.reached('get.receiving')
      },
    },
  )
  steps.reached('get.answer-whole')
  const { document, problem } = response
  if (document === undefined) return { kind: 'nothing', facts }
  return { kind: 'document', envelope: document, facts, ...(problem && { problem }) }
}

async function confirm(
  { connection, steps, header }: Line,
  document: DocumentEnvelope,
  watch: CallWatch = {},
): Promise<ConfirmAnswer> {
  const request = confirmRequest(document, header())
  const { response, facts } = await connection.call(
    { request, message: writeRequest(request), messageId: document.messageId },
    {
      ...watch,
      onSent: () => {
        steps.reached('confirm.sent')
      },
    },
  )
  steps.reached('confirm.answered')
  return { kind: response.result ? 'confirmed' : 'already-confirmed', facts }
}

function putRequest(document: StationDocument, header: MessageHeader): PutRequest {
  const { messageId: id, senderId, receiverId, formatType, documentType, compressType } = document
  return {
    operation: 'PutDocument',
    header,
    document: { messageId: id, senderId, receiverId, formatType, documentType, compressType },
  }
}

/** Both ids as the Get response had them (docs/protocol/jx.md). */
function confirmRequest(document: DocumentEnvelope, header: MessageHeader): ConfirmRequest {
  return {
    operation: 'ConfirmDocument',
    header,
    messageId: document.messageId,
    senderId: document.senderId,
    receiverId: document.receiverId,
  }
}
