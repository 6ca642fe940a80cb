import {
  checkKeptDocument,
  convertKeptDocument,
  indexSlips,
  orderSheet,
  sendAnswer,
  slipOfDocument,
  slipsOfDocument,
  tryAnswer,
  type DocumentSlips,
  type SlipAnswer,
  type FoundSlip,
  type SlipPage,
  type ToldAnswer,
} from '../../../domain/slips/index.ts'
import { findDocument } from '../../../domain/exchange/index.ts'
import {
  builtInLayouts,
  findingText,
  messageKinds,
  type Finding,
  type MessageKindName,
} from '../../../wire/bms/index.ts'
import type { Answer, Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { defined } from '../../../base/defined.ts'
import type { slipRoutes } from '../routes/slips.ts'
import type { SlipPageView, SlipSummaryView, SlipView, ToldAnswerBody } from '../schemas/slips.ts'

/** 伝票: found, read and checked. */
export function slipHandlers({ station }: ApiContext): Handlers<keyof typeof slipRoutes> {
  return {
    'slips.search': async ({ query }) => {
      const { cursor, limit, kind, ...where } = query
      const { more } = await indexSlips(station)
      const found = await station.ledger.slips.search({
        ...defined(where),
        ...(kind === undefined ? {} : { kind: kind as MessageKindName }),
        ...(cursor === undefined ? {} : { before: Number(cursor) }),
        limit: limit + 1,
      })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map(slipView),
        indexing: more,
        ...(found.length > limit && last !== undefined ? { next: String(last.seq) } : {}),
      }
    },
    'documents.slips': ({ params: { id } }) => slipsOf(station, id),
    'documents.slip': async ({ params: { id, place } }) =>
      pageView(await slipOfDocument(station, id, place)),
    'documents.findings': async ({ params: { id } }) => {
      const { errors, count, items } = await checkKeptDocument(station, id)
      return {
        errors,
        count,
        items: items.map(findingView),
      }
    },
    'layouts.list': () =>
      Promise.resolve({
        items: builtInLayouts.map(({ name, form, ja, en, message }) => ({
          name,
          form,
          title: { ja, en },
          ...defined({ message }),
        })),
      }),
    'documents.converted': ({ params: { id }, query: { layout } }) =>
      convertKeptDocument(station, id, layout),
    'documents.order': ({ params: { id } }) => orderSheet(station, id),
    'documents.try-answer': async ({ params: { id }, body }) => {
      const tried = await tryAnswer(station, id, toldOf(body))
      return { ...tried, findings: tried.findings.map(findingView) }
    },
    'documents.answer': async ({ params: { id }, body: { again, ...told }, requester }) => {
      const order = { documentId: id, told: toldOf(told), again: again === true }
      return sendAnswer(station, signedIn(requester).actor, order)
    },
  }
}

async function slipsOf(
  station: ApiContext['station'],
  id: string,
): Promise<Answer<'documents.slips'>> {
  const { box, partner } = await findDocument(station, id)
  const slips = await slipsOfDocument(station, id)
  const answers = await station.ledger.slips.answers([id])
  return {
    slips: slips.map(({ number, kind, lines, buyer, store, ...slip }, at) => ({
      ...(kind === 'order' && { answeredBy: answersAt(answers, at + 1) }),
      documentId: id,
      place: at + 1,
      box,
      partner,
      kind,
      title: titleOf(kind),
      number,
      buyer: buyer.name === '' ? buyer.code : buyer.name,
      storeCode: store.code,
      storeName: store.name,
      lines,
      ...defined({
        orderDate: slip.orderDate,
        deliveryDate: slip.deliveryDate,
        date: slip.date,
        amount: slip.amount === undefined ? undefined : Number(slip.amount),
        tax: slip.tax === undefined ? undefined : Number(slip.tax),
      }),
    })),
  }
}

function findingView<F extends Finding>(
  one: F,
): F & { text: Record<'ja' | 'en', { message: string; remedy: string }> } {
  return { ...one, text: { ja: findingText(one, 'ja'), en: findingText(one, 'en') } }
}

function answersAt(answers: readonly SlipAnswer[], at: number): string[] {
  return answers.filter(({ place }) => place === at).map(({ documentId }) => documentId)
}

function toldOf({ lines, revised, trades }: ToldAnswerBody): ToldAnswer {
  return {
    lines: lines.map(defined),
    ...defined({ revised, trades }),
  }
}

/** A document in one line, for lists of documents. */
export function summaryView(summary: DocumentSlips): SlipSummaryView {
  return { ...summary, title: titleOf(summary.kind) }
}

function slipView(slip: FoundSlip): SlipView {
  return { ...slip, title: titleOf(slip.kind) }
}

function titleOf(kind: MessageKindName): { ja: string; en: string } {
  const { ja, en } = messageKinds[kind]
  return { ja, en }
}

/** JSON has no `undefined`: a cell without a value is null. */
function pageView(page: SlipPage): SlipPageView {
  const lines = page.lines.map((line) => ({
    ...line,
    cells: line.cells.map((cell) => cell ?? null),
  }))
  return { ...page, lines }
}
