import type { Actor } from '../../../domain/accounts/index.ts'
import { queueFile, retake, sendAgain } from '../../../domain/exchange/index.ts'
import { describeCause, HikyakuError } from '../../../errors/index.ts'
import {
  factsOf,
  findDocument,
  keptBytes,
  notedAsSaved,
  payloadBytes,
  saveDocument,
  withdrawDocument,
  type Deed,
  type StationDocument,
} from '../../../domain/exchange/index.ts'
import { processDocument, settlePrograms } from '../../../domain/flows/index.ts'
import { findPartner, type Partner } from '../../../domain/partners/index.ts'
import { indexSlips } from '../../../domain/slips/index.ts'
import type { Call, Download, Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { defined } from '../../../base/defined.ts'
import { pageOf, periodOf } from '../paging.ts'
import type { documentRoutes } from '../routes/exchange.ts'
import { previewDocument } from '../preview/preview.ts'
import type { SlipSummaryView } from '../schemas/slips.ts'
import { faultView } from '../views.ts'
import { summaryView } from './slips.ts'

/** 受信ボックス, 送信ボックス, メールボックス. */
export function documentHandlers(context: ApiContext): Handlers<keyof typeof documentRoutes> {
  const { station } = context
  return {
    'documents.list': async ({ query }) => {
      const { id, cursor, limit, from, to, kind, unseen, ...where } = query
      if (id?.startsWith('D-') === true) {
        return { items: await withSlips(context, await onlyOne(context, id)) }
      }
      const found = await station.ledger.documents.search({
        ...defined({ ...where, messageId: id, slipKind: kind }),
        ...(unseen === 'true' ? { notLookedAt: true } : {}),
        ...periodOf({ from, to, cursor }),
        limit: limit + 1,
      })
      const page = pageOf(found, limit)
      return { ...page, items: await withSlips(context, page.items) }
    },
    'documents.upload': ({ query, body, requester }) =>
      upload(context, query, limited(context, query.partner, body), signedIn(requester).actor),
    'documents.show': async ({ params: { id } }) => {
      const found = await findDocument(station, id)
      const [document = found] = await withSlips(context, [found])
      const attempts = await station.ledger.exchanges.attemptsOf(id)
      const faults = await station.ledger.faults.search({ documentId: id, limit: 100 })
      const { backTo } = factsOf(document.state)
      // Without its bytes it can go nowhere.
      const retakeTo = document.clearedAt === undefined ? backTo : undefined
      return {
        document,
        attempts,
        faults: faults.map(faultView),
        programs: [...(await station.ledger.programRuns.ofSubject(id))],
        ...defined({ retakeTo }),
        deeds: [...(factsOf(document.state).deeds ?? [])],
      }
    },
    'documents.payload': (call) => payloadOf(context, call),
    'documents.preview': ({ params: { id }, query }) => previewDocument(station, id, query),
    'documents.send-again': ({ params: { id }, requester }) =>
      sendAgain(station, signedIn(requester).actor, id),
    'documents.process': async ({ params: { id }, body, requester }) => ({
      items: [...(await processDocument(station, signedIn(requester).actor, id, body.reason))],
    }),
    'documents.settle': async ({ params: { id }, body, requester }) => ({
      items: [...(await settlePrograms(station, signedIn(requester).actor, id, body.reason))],
    }),
    'documents.cancel': (call) => withdraw(context, 'cancel', call),
    'documents.hold': (call) => withdraw(context, 'hold', call),
    'documents.release': (call) => withdraw(context, 'release', call),
    'documents.look': async ({ params: { id }, requester }) => {
      const { name } = signedIn(requester).actor
      const { id: known, looked } = await findDocument(station, id)
      if (looked !== undefined) return undefined
      await station.ledger.documents.look(known, { by: name, at: station.clock.now() })
      return undefined
    },
    'documents.retake': ({ params: { id }, requester }) =>
      retake(station, signedIn(requester).actor, id),
  }
}

/** A list is not held up by documents of years. */
const aFew = 25

/**
 * Documents with what slips they hold; the index is brought up to date first. Where it cannot
 * be written, as on a full disk, the documents are listed all the same.
 */
async function withSlips(
  { station }: ApiContext,
  documents: readonly StationDocument[],
): Promise<(StationDocument & { slips?: SlipSummaryView })[]> {
  await indexSlips(station, { most: aFew }).catch((error: unknown) => {
    station.log.note({ event: 'trouble', detail: `the index of slips: ${describeCause(error)}` })
  })
  const ids = documents.map(({ id }) => id)
  const summaries = new Map(
    (await station.ledger.slips.summaries(ids)).map((one) => [one.documentId, summaryView(one)]),
  )
  return documents.map((document) => {
    const slips = summaries.get(document.id)
    return slips === undefined ? document : { ...document, slips }
  })
}

async function withdraw(
  { station }: ApiContext,
  deed: Deed,
  { params, body, requester }: Pick<Call<'documents.cancel'>, 'params' | 'body' | 'requester'>,
): Promise<StationDocument> {
  const order = { deed, reason: body.reason }
  return (await withdrawDocument(station, signedIn(requester).actor, params.id, order)).document
}

interface UploadOrder {
  readonly partner: string
  readonly fileName: string
  readonly documentType: string
  readonly formatType?: string | undefined
  readonly again?: 'true' | 'false' | undefined
}

async function upload(
  context: ApiContext,
  { partner: name, fileName, documentType, formatType, again }: UploadOrder,
  chunks: AsyncIterable<Uint8Array>,
  actor: Actor,
): Promise<StationDocument> {
  const { station } = context
  return queueFile(station, actor, {
    partner: await findPartner(station.ledger, name),
    fileName,
    documentType,
    onlyNew: again !== 'true',
    ...defined({ formatType }),
    chunks: () => chunks,
  })
}

/** Ends an upload that is larger than any document may be. */
async function* limited(
  { station }: ApiContext,
  name: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const partner: Partner = await findPartner(station.ledger, name)
  const { documentBytes, unpackedBytes } = station.limits
  const limit = partner.compress === 'none' ? documentBytes : unpackedBytes
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.byteLength
    if (bytes > limit) throw new HikyakuError('request-too-large', { limit })
    yield chunk
  }
}

function payloadOf(
  context: ApiContext,
  { params: { id }, query: { form }, requester }: Call<'documents.payload'>,
): Promise<Download> {
  const { name } = signedIn(requester).actor
  return form === 'content' ? contentOf(context, id, name) : wireOf(context, id, name)
}

async function contentOf({ station }: ApiContext, id: string, by: string): Promise<Download> {
  const { document, chunks } = await saveDocument(station, id)
  const noted = notedAsSaved(station, document, by, chunks)
  return download(document, noted, (document.content ?? document.wire).bytes)
}

async function wireOf({ station }: ApiContext, id: string, by: string): Promise<Download> {
  const document = await findDocument(station, id)
  const chunks = await payloadBytes(station, id, (payload) =>
    keptBytes(document, document.wire, payload.chunks()),
  )
  return download(document, notedAsSaved(station, document, by, chunks), document.wire.bytes)
}

/** Never shown by the browser itself: what partners send is not to be trusted. */
function download(
  { id, fileName }: StationDocument,
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
): Download {
  return { fileName: fileName ?? id, bytes, chunks }
}

async function onlyOne({ station }: ApiContext, id: string): Promise<StationDocument[]> {
  const found = await station.ledger.documents.find(id)
  return found === undefined ? [] : [found]
}
