import {
  checkKeptDocument,
  indexSlips,
  slipOfDocument,
  slipsOfDocument,
  type DocumentSlips,
  type FoundSlip,
  type SlipPage,
} from '../../../domain/slips/index.ts'
import { findDocument } from '../../../domain/exchange/index.ts'
import { findingText, messageKinds, type MessageKindName } from '../../../wire/bms/index.ts'
import type { Handlers } from '../call.ts'
import type { ApiContext } from '../context.ts'
import { defined } from '../../../base/defined.ts'
import type { slipRoutes } from '../routes/slips.ts'
import type { SlipPageView, SlipSummaryView, SlipView } from '../schemas/slips.ts'

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
    'documents.slips': async ({ params: { id } }) => {
      const { box, partner } = await findDocument(station, id)
      const slips = await slipsOfDocument(station, id)
      return {
        slips: slips.map(({ number, kind, lines, buyer, store, ...slip }, at) => ({
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
    },
    'documents.slip': async ({ params: { id, place } }) =>
      pageView(await slipOfDocument(station, id, place)),
    'documents.findings': async ({ params: { id } }) => {
      const { errors, count, items } = await checkKeptDocument(station, id)
      return {
        errors,
        count,
        items: items.map((one) => ({
          ...one,
          text: { ja: findingText(one, 'ja'), en: findingText(one, 'en') },
        })),
      }
    },
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
