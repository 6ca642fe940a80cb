import { BmsChecker } from '../check/bms-checker.ts'
import { FindingList, type Finding, type FindingRule } from '../check/finding.ts'
import type { BmsHead, BmsSink } from '../read/bms-reader.ts'
import type { ByteSource } from '../read/decoded-text.ts'
import { readBms } from '../read/read-bms.ts'
import type { BmsRecord } from '../record.ts'
import { BmsWriter } from '../write/bms-writer.ts'
import { readCsv, type FromRowsOptions } from './from-csv.ts'
import { readFixed } from './from-fixed.ts'
import type { Layout } from './layout.ts'
import { ToRows } from './to-rows.ts'

/** What became of a conversion. */
export interface Converted {
  readonly to: 'xml' | 'rows'
  readonly findings: FindingList
  readonly trades: number
}

/** What the source did not hold is told, but is no reason to refuse the rest. */
const missing: ReadonlySet<FindingRule> = new Set([
  'required',
  'record-missing',
  'group-missing',
  'shortage-unexplained',
])

/**
 * Converts between XML and the rows of a layout; the direction is seen from the input.
 *
 * The pieces are to be thrown away if there is an error among the findings: nothing that is
 * half right should be handed on.
 *
 * @throws HikyakuError bms-layout-invalid, bms-character-refused
 */
export async function convertBms(
  source: ByteSource,
  layout: Layout,
  options: FromRowsOptions,
  write: (piece: Uint8Array) => Promise<void> | void,
): Promise<Converted> {
  const [isXml, all] = await peeked(source)
  const findings = new FindingList()
  if (isXml) {
    const rows = new CountingRows(layout, findings)
    await readBms(
      written(all, () => rows.out.take(), write),
      rows,
    )
    rows.out.end()
    await write(rows.out.take())
    return { to: 'rows', findings, trades: rows.trades }
  }
  const xml = new XmlSink(findings)
  const read = layout.form === 'csv' ? readCsv : readFixed
  await read(
    written(all, () => xml.take(), write),
    layout,
    xml,
    options,
  )
  xml.end()
  await write(xml.take())
  return { to: 'xml', findings, trades: xml.trades }
}

class CountingRows implements BmsSink {
  readonly out: ToRows
  trades = 0
  readonly #findings: FindingList

  constructor(layout: Layout, findings: FindingList) {
    this.#findings = findings
    this.out = new ToRows(layout, (found) => {
      findings.add(found)
    })
  }

  head(head: BmsHead): void {
    this.out.head(head)
  }

  trade(trade: BmsRecord): void {
    this.trades += 1
    this.out.trade(trade)
  }

  finding(found: Finding): void {
    this.#findings.add(found)
  }
}

/** Checks and writes what is read from rows. */
class XmlSink implements BmsSink {
  trades = 0
  readonly #findings: FindingList
  readonly #checker: BmsChecker
  #writer: BmsWriter | undefined
  #text: string[] = []

  constructor(findings: FindingList) {
    this.#findings = findings
    this.#checker = new BmsChecker({}, new Softened(findings))
  }

  head(head: BmsHead): void {
    this.#checker.head(head)
    if (this.#writer === undefined) {
      this.#writer = new BmsWriter(head)
      this.#text.push(this.#writer.begin())
    } else this.#text.push(this.#writer.next(head))
  }

  trade(trade: BmsRecord, path: string): void {
    this.trades += 1
    this.#checker.trade(trade, path)
    if (this.#writer !== undefined) this.#text.push(this.#writer.trade(trade))
  }

  finding(found: Finding): void {
    this.#findings.add(found)
  }

  end(): void {
    this.#checker.end()
    if (this.#writer !== undefined) this.#text.push(this.#writer.end())
  }

  take(): Buffer {
    const text = this.#text.join('')
    this.#text = []
    return Buffer.from(text)
  }
}

/** Passes findings on; what is only missing becomes a warning. */
class Softened extends FindingList {
  readonly #to: FindingList

  constructor(to: FindingList) {
    super(0)
    this.#to = to
  }

  override add(...found: readonly Finding[]): void {
    for (const one of found) {
      this.#to.add(missing.has(one.rule) ? { ...one, severity: 'warning' } : one)
    }
  }
}

/** Writes what is ready each time that the reader asks for more. */
async function* written(
  source: ByteSource,
  take: () => Buffer,
  write: (piece: Uint8Array) => Promise<void> | void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    yield chunk
    const piece = take()
    if (piece.byteLength > 0) await write(piece)
  }
}

/** Whether the first byte that is no blank opens an element; EBCDIC has `<` elsewhere. */
async function peeked(source: ByteSource): Promise<[boolean, ByteSource]> {
  const iterator =
    Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]()
  const first: Uint8Array[] = []
  let isXml: boolean | undefined
  while (isXml === undefined) {
    const next = await iterator.next()
    if (next.done === true) break
    first.push(next.value)
    const byte = next.value.find((one) => !blanks.has(one))
    if (byte !== undefined) isXml = byte === 0x3c
  }
  return [isXml === true, resumed(first, iterator)]
}

/** Blanks, zeros of UTF-16 and the bytes of byte order marks. */
const blanks: ReadonlySet<number> = new Set([
  0x20, 0x09, 0x0a, 0x0d, 0x00, 0xef, 0xbb, 0xbf, 0xfe, 0xff,
])

async function* resumed(
  first: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array> | Iterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first
  for (;;) {
    const next = await rest.next()
    if (next.done === true) return
    yield next.value
  }
}
