import { finding, FindingList } from '../check/finding.ts'
import type { BmsRecord } from '../record.ts'
import { decidingBytes, detectTextCharset, TextStream } from '../text/charset.ts'
import { BmsReader, type BmsHead, type BmsSink } from './bms-reader.ts'

/** A whole message in memory. */
export interface BmsDocument {
  readonly head: BmsHead
  readonly trades: readonly BmsRecord[]
}

/** The bytes of a document, in pieces or as one. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/**
 * Reads a message from its bytes and tells a sink what it holds; memory holds one trade.
 * Nothing that the bytes hold makes it throw.
 */
export async function readBms(source: ByteSource, sink: BmsSink): Promise<void> {
  const reader = new BmsReader(sink)
  for await (const text of textOf(source, sink)) reader.write(text)
  reader.end()
}

/** Reads a message that is small enough to be held, such as one that a person looks at. */
export async function readBmsDocument(
  source: ByteSource,
): Promise<{ readonly document: BmsDocument | undefined; readonly findings: FindingList }> {
  const findings = new FindingList()
  const trades: BmsRecord[] = []
  let head: BmsHead | undefined
  await readBms(source, {
    head: (one) => (head ??= one),
    trade: (trade) => trades.push(trade),
    finding: (one) => {
      findings.add(one)
    },
  })
  return { document: head === undefined ? undefined : { head, trades }, findings }
}

/** Decodes a document: the charset is seen from its first bytes. */
async function* textOf(source: ByteSource, sink: BmsSink): AsyncGenerator<string> {
  let waiting: Uint8Array[] = []
  let bytes = 0
  let stream: TextStream | undefined
  for await (const chunk of source) {
    if (stream !== undefined) {
      yield checked(stream.write(chunk), sink)
      continue
    }
    waiting.push(chunk)
    bytes += chunk.byteLength
    if (bytes < decidingBytes) continue
    const [first, rest] = begin(Buffer.concat(waiting), false, sink)
    stream = first
    waiting = []
    yield checked(stream.write(rest), sink)
  }
  if (stream === undefined) {
    const [only, rest] = begin(Buffer.concat(waiting), true, sink)
    stream = only
    yield checked(stream.write(rest), sink)
  }
  yield checked(stream.end(), sink)
}

/** The decoder that the first bytes ask for, and the bytes after their BOM. */
function begin(start: Uint8Array, ended: boolean, sink: BmsSink): [TextStream, Uint8Array] {
  const { charset, declared, skip } = detectTextCharset(start, ended)
  if (declared !== undefined) {
    const rule = charset === 'cp932' ? 'charset-other' : 'charset-unknown'
    sink.finding(finding(rule, { path: '', value: declared, expected: charset.toUpperCase() }))
  }
  return [new TextStream(charset), start.subarray(skip)]
}

/** U+FFFD stands for bytes that are no character of the charset. */
function checked(text: string, sink: BmsSink): string {
  const at = text.indexOf('\uFFFD')
  if (at >= 0) {
    const value = text.slice(Math.max(0, at - 20), at + 20)
    sink.finding(finding('characters-broken', { path: '', value: value.trim() }))
  }
  return text
}
