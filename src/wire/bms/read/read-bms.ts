import { FindingList, type Finding } from '../check/finding.ts'
import type { BmsRecord } from '../record.ts'
import { decodedText, type ByteSource } from './decoded-text.ts'
import { BmsReader, type BmsHead, type BmsSink } from './bms-reader.ts'

/** A whole message in memory. */
export interface BmsDocument {
  readonly head: BmsHead
  readonly trades: readonly BmsRecord[]
}

/**
 * Reads a message from its bytes and tells a sink what it holds; memory holds one trade.
 * Nothing that the bytes hold makes it throw.
 */
export async function readBms(source: ByteSource, sink: BmsSink): Promise<void> {
  const reader = new BmsReader(sink)
  const tell = (found: Finding): void => {
    sink.finding(found)
  }
  for await (const text of decodedText(source, tell)) reader.write(text)
  reader.end()
}

/**
 * Reads a message that is small enough to be held, such as one that a person looks at. A file
 * may hold several lists, each with its own buyer: they are further documents.
 */
export async function readBmsDocument(source: ByteSource): Promise<{
  readonly document: BmsDocument | undefined
  readonly documents: readonly BmsDocument[]
  readonly findings: FindingList
}> {
  const findings = new FindingList()
  const documents: { head: BmsHead; trades: BmsRecord[] }[] = []
  await readBms(source, {
    head: (head) => documents.push({ head, trades: [] }),
    trade: (trade) => documents.at(-1)?.trades.push(trade),
    finding: (one) => {
      findings.add(one)
    },
  })
  return { document: documents[0], documents, findings }
}
