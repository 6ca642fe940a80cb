import { isHikyakuError } from '../../errors/index.ts'
import { BmsChecker, readBms, type BmsHead, type BmsSink } from '../../wire/bms/index.ts'
import type { ExchangeContext } from '../exchange/ports.ts'
import { saveDocument } from '../exchange/save-document.ts'
import { slipFacts, type SlipFacts } from './slip-facts.ts'
import type { IndexedDocument } from './slip-shelf.ts'

/** Documents read in one go; a person who searches waits for them. */
const usualBatch = 200

/** What an indexing did. */
export interface Indexing {
  readonly documents: number
  readonly slips: number
  /** Whether documents are left. */
  readonly more: boolean
}

/**
 * Brings the index of slips up to the newest document. What was kept while nobody searched
 * is read now: the index is made from the payloads, and keeping a document never waits for it.
 *
 * @param watch is told after each document
 */
export async function indexSlips(
  context: ExchangeContext,
  { most = usualBatch, watch }: { most?: number; watch?: (done: number) => void } = {},
): Promise<Indexing> {
  let documents = 0
  let slips = 0
  while (documents < most) {
    const waiting = await context.ledger.slips.waiting(Math.min(100, most - documents))
    if (waiting.length === 0) return { documents, slips, more: false }
    for (const id of waiting) {
      const indexed = await readSlips(context, id)
      await context.ledger.slips.put(indexed)
      documents += 1
      slips += indexed.slips.length
      watch?.(documents)
    }
  }
  const rest = await context.ledger.slips.waiting(1)
  return { documents, slips, more: rest.length > 0 }
}

/** The slips of a document; none if it is something else, or cannot be read. */
async function readSlips(context: ExchangeContext, documentId: string): Promise<IndexedDocument> {
  const slips: SlipFacts[] = []
  let head: BmsHead | undefined
  const checker = new BmsChecker()
  const sink: BmsSink = {
    head: (next) => {
      head = next
      checker.head(next)
    },
    trade: (trade, path) => {
      checker.trade(trade, path)
      if (head !== undefined) slips.push(...slipFacts(head, trade))
    },
    finding: (one) => {
      checker.finding(one)
    },
  }
  try {
    const { chunks } = await saveDocument(context, documentId)
    await readBms(xmlOnly(chunks), sink)
  } catch (error) {
    // A damaged payload is a fault of its own when it is fetched; here it has no slips.
    if (!isHikyakuError(error)) throw error
  }
  checker.end()
  if (head === undefined) return { documentId, slips }
  const { errors, count } = checker.findings
  const findings = { errors, warnings: count - errors }
  return { documentId, kind: head.schema.kind, slips, findings }
}

/** Other files are not read to their end to learn that they are no XML. */
async function* xmlOnly(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true
  for await (const chunk of chunks) {
    if (isFirst && !/^[\s\u0000\u00ef\u00bb\u00bf\u00fe\u00ff]*</.test(headOf(chunk))) return
    isFirst = false
    yield chunk
  }
}

function headOf(chunk: Uint8Array): string {
  return Buffer.from(chunk.subarray(0, 64)).toString('latin1')
}
