import { sampleOrder, type SampleOrder } from '../wire/bms/sample/index.ts'
import {
  enqueueDocument,
  type ExchangeContext,
  type StationDocument,
} from '../domain/exchange/index.ts'
import type { Partner } from '../domain/partners/index.ts'

const dayMilliseconds = 86_400_000
const firstTrade = 1_000_000_000

/** What an order of that number says. */
export function orderOf(number: number, now: Date): SampleOrder {
  return {
    tradeNumber: String(firstTrade + number),
    orderDate: now,
    deliveryDate: new Date(now.getTime() + dayMilliseconds),
  }
}

/** Puts bytes into the outbox, or into the mailbox of a partner that calls. */
export function enqueueBytes(
  context: ExchangeContext,
  partner: Partner,
  file: { readonly documentType: string; readonly fileName: string; readonly bytes: Uint8Array },
): Promise<StationDocument> {
  return enqueueDocument(context, {
    partner,
    fileName: file.fileName,
    documentType: file.documentType,
    chunks: async function* () {
      yield await Promise.resolve(file.bytes)
    },
  })
}

/** Puts the orders of these numbers into the mailbox of a practising supplier. */
export async function enqueueOrders(
  context: ExchangeContext,
  caller: Partner,
  numbers: readonly number[],
): Promise<StationDocument[]> {
  const documents: StationDocument[] = []
  for (const number of numbers) {
    documents.push(
      await enqueueBytes(context, caller, {
        documentType: 'Order',
        fileName: `order-${number}.xml`,
        bytes: sampleOrder(orderOf(number, context.clock.now())),
      }),
    )
  }
  return documents
}
