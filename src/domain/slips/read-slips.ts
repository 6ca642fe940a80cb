import { HikyakuError } from '../../errors/index.ts'
import {
  BmsChecker,
  CodeBook,
  findingText,
  readBms,
  readBmsDocument,
  type BmsHead,
  type BmsRecord,
  type FindingList,
} from '../../wire/bms/index.ts'
import type { ExchangeContext } from '../exchange/ports.ts'
import { saveDocument } from '../exchange/save-document.ts'
import { slipFacts, type SlipFacts } from './slip-facts.ts'
import { slipPage, type SlipPage } from './slip-page.ts'

/** One trade of a document, and the places of its slips in it. */
interface PlacedTrade {
  readonly head: BmsHead
  readonly trade: BmsRecord
  readonly facts: readonly SlipFacts[]
  /** From 1. */
  readonly first: number
}

/** The slips of a kept document, in its order. @throws HikyakuError document-unknown, payload-damaged, bms-unreadable */
export async function slipsOfDocument(
  context: ExchangeContext,
  documentId: string,
): Promise<readonly SlipFacts[]> {
  return (await tradesOf(context, documentId)).flatMap(({ facts }) => facts)
}

/**
 * A slip of a kept document as people read it.
 *
 * @param place of the slip among those of the document, from 1
 * @throws HikyakuError document-unknown, payload-damaged, bms-unreadable, bms-slip-unknown
 */
export async function slipOfDocument(
  context: ExchangeContext,
  documentId: string,
  place: number,
): Promise<SlipPage> {
  const trades = await tradesOf(context, documentId)
  const found = trades.find(({ first, facts }) => place >= first && place < first + facts.length)
  if (found === undefined) {
    throw new HikyakuError('bms-slip-unknown', { document: documentId, slip: place })
  }
  return slipPage(found.head, found.trade, new CodeBook())
}

/** What a check finds in a kept document. @throws HikyakuError document-unknown, payload-damaged */
export async function checkKeptDocument(
  context: ExchangeContext,
  documentId: string,
): Promise<FindingList> {
  const { chunks } = await saveDocument(context, documentId)
  const checker = new BmsChecker()
  await readBms(chunks, checker)
  checker.end()
  return checker.findings
}

async function tradesOf(
  context: ExchangeContext,
  documentId: string,
): Promise<readonly PlacedTrade[]> {
  const { chunks } = await saveDocument(context, documentId)
  const { documents, findings } = await readBmsDocument(chunks)
  if (documents.length === 0) throw unreadable(documentId, findings)
  let next = 1
  return documents.flatMap(({ head, trades }) =>
    trades.map((trade) => {
      const facts = slipFacts(head, trade)
      const first = next
      next += facts.length
      return { head, trade, facts, first }
    }),
  )
}

function unreadable(document: string, { items }: FindingList): HikyakuError {
  const first = items.find(({ severity }) => severity === 'error')
  return new HikyakuError('bms-unreadable', {
    document,
    detail: first === undefined ? '–' : findingText(first, 'en').message,
    detailJa: first === undefined ? '–' : findingText(first, 'ja').message,
  })
}
