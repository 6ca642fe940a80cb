import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'

import { anyMessage, contentOf } from '../../../../test/support/bms/any-message.ts'
import {
  builtInLayout,
  builtInLayouts,
  convertBms,
  messageKindNames,
  parseLayout,
  readBmsDocument,
  writeBms,
  type BmsDocument,
  type BmsRecord,
  type Converted,
  type Layout,
  type MessageKindName,
} from '../index.ts'
import { sampleMessage } from '../sample/index.ts'

const options = { now: '2026-12-01T09:00:00', instance: '20261201090000' }

async function convert(
  input: string | Uint8Array,
  layout: Layout,
  kind?: MessageKindName,
): Promise<Converted & { bytes: Buffer }> {
  const pieces: Buffer[] = []
  const given = kind === undefined ? options : { ...options, kind }
  const source = [typeof input === 'string' ? Buffer.from(input) : input]
  const converted = await convertBms(source, layout, given, (piece) => {
    pieces.push(Buffer.from(piece))
  })
  return { ...converted, bytes: Buffer.concat(pieces) }
}

function rulesOf({ findings }: Converted): string[] {
  return [...new Set(findings.items.map(({ rule }) => rule))]
}

const order = {
  tradeNumber: '1000000001',
  orderDate: new Date('2026-12-01T00:00:00Z'),
  deliveryDate: new Date('2026-12-02T00:00:00Z'),
}

/** Records beside each other that say the same, or nothing, are one to a flat row. */
function isPlain({ trades }: BmsDocument): boolean {
  const same = (records: readonly BmsRecord[]): boolean =>
    records.some(
      (one, at) =>
        one.values.size === 0 ||
        (at > 0 &&
          one.schema === records[at - 1]!.schema &&
          JSON.stringify([...one.values].toSorted()) ===
            JSON.stringify([...records[at - 1]!.values].toSorted())) ||
        same(one.children),
    )
  return !same(trades)
}

describe.each(messageKindNames)('a message of kind %s', (kind) => {
  test.each(['full', 'records'])('comes back from layout %s as it was', async (name) => {
    // What CP932 cannot hold is a matter of its own.
    const layout = { ...builtInLayout(name), charset: 'utf-8' } as const
    await fc.assert(
      fc.asyncProperty(anyMessage(kind).filter(isPlain), async (message) => {
        const rows = await convert(writeBms(message), layout)
        expect(rows.findings.items).toEqual([])
        const back = await convert(rows.bytes, layout, name === 'records' ? kind : undefined)
        expect(back.findings.items.filter(({ severity }) => severity === 'error')).toEqual([])
        const { document } = await readBmsDocument([back.bytes])
        expect(contentOf(document!)).toEqual(contentOf(message))
      }),
      { numRuns: 12 },
    )
  })

  test('comes back from layout flat but for its constants', async () => {
    const many = sampleMessage(kind, { ...order, slips: 3, lines: 4 })
    const message = isPlain(many) ? many : sampleMessage(kind, { ...order, lines: 4 })
    const rows = await convert(writeBms(message), builtInLayout('flat'))
    expect(rows.findings.items).toEqual([])
    const back = await convert(rows.bytes, builtInLayout('flat'), kind)
    const { document } = await readBmsDocument([back.bytes])
    expect(contentOf({ ...document!, head: message.head })).toEqual(contentOf(message))
    const id = document!.head.message.values.get('entityIdentification/uniqueCreatorIdentification')
    expect(id).toBe('MSG-20261201090000')
  })
})

test('the layout flat has the columns of the converters in the field, in CP932', async () => {
  const columns = {
    order: 147,
    shipment: 166,
    receiving: 161,
    return: 120,
    invoice: 49,
    payment: 60,
  }
  for (const [kind, count] of Object.entries(columns)) {
    const message = sampleMessage(kind as MessageKindName, order)
    const { bytes } = await convert(writeBms(message), builtInLayout('flat'))
    const [first = ''] = iconv.decode(bytes, 'cp932').split('\r\n')
    expect([kind, first.split(',').length]).toEqual([kind, count])
  }
})

describe('JCA records', () => {
  // A slip number has nine digits there.
  const short = { ...order, tradeNumber: '100000001' }
  const xml = writeBms(sampleMessage('order', { ...short, slips: 2, lines: 2 }))

  test('have 128 bytes each, in EBCDIC, with their number in the first', async () => {
    const { bytes, findings } = await convert(xml, builtInLayout('jca-order'))
    expect(findings.items).toEqual([])
    expect(bytes.byteLength).toBe(7 * 128)
    expect([0, 1, 2].map((at) => bytes[at * 128])).toEqual([0xc1, 0xc2, 0xc4])
    const count = bytes.subarray(48, 54)
    expect([...count]).toEqual([0xf0, 0xf0, 0xf0, 0xf0, 0xf0, 0xf7])
  })

  test('come back with what they have room for', async () => {
    const layout = builtInLayout('jca-order')
    const { bytes } = await convert(xml, layout)
    const back = await convert(bytes, layout)
    expect(back.findings.errors).toBe(0)
    const again = await convert(back.bytes, layout)
    expect(again.bytes.equals(bytes)).toBe(true)
  })

  test('carry the sign of an amount in its last byte', async () => {
    const payment = writeBms(sampleMessage('payment', { ...short, lines: 1 }))
      .replaceAll(/plusMinus="."/g, 'plusMinus="-"')
      .replaceAll(/(<payableAmount[^>]*>)\d+/g, '$12400')
    const layout = builtInLayout('jca-payment')
    const { bytes } = await convert(payment, layout)
    const line = bytes.subarray(256, 384)
    expect(line.subarray(71, 81).toString('latin1').at(-1)).toBe('\u00d0')
    const back = await convert(bytes, layout)
    expect(back.bytes.toString()).toContain('<payableAmount plusMinus="-">2400</payableAmount>')
  })

  test('that are cut, or of a kind nobody knows, are told by their number', async () => {
    const layout = builtInLayout('jca-order')
    const { bytes } = await convert(xml, layout)
    const cut = await convert(bytes.subarray(0, bytes.byteLength - 5), layout)
    expect(cut.findings.items.find(({ rule }) => rule === 'record-cut')).toMatchObject({
      line: 7,
      value: '123',
      expected: '128',
    })
    const strange = Buffer.from(bytes)
    strange[128] = 0xe9
    expect(rulesOf(await convert(strange, layout))).toContain('record-unknown')
  })

  test('may have line ends between them', async () => {
    const layout = builtInLayout('jca-order')
    const { bytes } = await convert(xml, layout)
    const lines = Buffer.concat(
      [0, 1, 2, 3, 4, 5, 6].map((at) =>
        Buffer.concat([bytes.subarray(at * 128, at * 128 + 128), Buffer.from('\r\n')]),
      ),
    )
    const back = await convert(lines, layout)
    expect([back.trades, back.findings.errors]).toEqual([2, 0])
  })
})

describe('a CSV file tells all that is wrong with it', () => {
  const full = { ...builtInLayout('full'), charset: 'utf-8' } as const
  const good = async (): Promise<string> => {
    const { bytes } = await convert(writeBms(sampleMessage('order', { ...order, lines: 3 })), full)
    return bytes.toString()
  }

  test.each<[string, (csv: string) => string, string[]]>([
    ['a missing column', (csv) => csv.replace('payer/code,', ''), ['column-missing']],
    [
      'a strange column',
      (csv) => csv.replace('payer/code', 'payer/kode'),
      ['column-missing', 'column-unknown'],
    ],
    ['an open quote', (csv) => csv.replace('練習みそ', '"練習みそ'), ['quote-open']],
    ['a number with a comma', (csv) => csv.replace(/,(\d+)\.00,/, ',"1,$1.00",'), ['decimal']],
    ['no row', () => '', ['trades-missing']],
  ])('%s', async (_, spoilt, rules) => {
    const csv = await good()
    const { findings } = await convert(spoilt(csv), full)
    const found = findings.items.filter(({ severity }) => severity === 'error')
    expect([...new Set(found.map(({ rule }) => rule))]).toEqual(rules)
    expect(found.length).toBeGreaterThan(0)
  })

  test('a wrong number of cells, in each such row', async () => {
    const layout = builtInLayout('flat')
    const { bytes } = await convert(
      writeBms(sampleMessage('order', { ...order, lines: 3 })),
      layout,
    )
    const lines = bytes.toString('latin1').split('\r\n')
    lines[1] = `${lines[1] ?? ''},x`
    lines[2] = 'a,b'
    const { findings } = await convert(Buffer.from(lines.join('\r\n'), 'latin1'), layout, 'order')
    expect(findings.items.filter(({ rule }) => rule === 'columns-count')).toMatchObject([
      { line: 2, value: '148', expected: '147' },
      { line: 3, value: '2', expected: '147' },
    ])
  })

  test('a line of another slip', async () => {
    const layout = parseLayout(
      JSON.stringify({
        name: 'own',
        ja: '自社',
        en: 'own',
        message: 'order',
        form: 'csv',
        charset: 'utf-8',
        newline: 'lf',
        rows: [
          { of: 'trade', mark: 'B', columns: [{ item: 'tradeID/tradeNumber' }] },
          {
            of: 'lineItem',
            mark: 'C',
            columns: [{ item: 'tradeID/tradeNumber' }, { item: 'lineID/lineNumber' }],
          },
        ],
      }),
    )
    const { findings } = await convert('C,7,1\nB,7\nC,7,1\nC,8,2\n', layout)
    const rules = findings.items.map(({ rule, line }) => `${rule} ${line ?? ''}`)
    expect(rules).toContain('record-alone 1')
    expect(rules).toContain('slip-other 4')
  })
})

test('a character that CP932 has not is named, or replaced by a rule', async () => {
  const xml = writeBms(sampleMessage('order', order)).replaceAll('練習みそ', '練習𠮷みそ')
  const flat = builtInLayout('flat')
  const refused = await convert(xml, flat)
  expect(refused.findings.items).toMatchObject([
    { rule: 'character-unmappable', value: '𠮷', trade: '1000000001' },
  ])
  const replaced = await convert(xml, { ...flat, replace: { '𠮷': '吉' } })
  expect(iconv.decode(replaced.bytes, 'cp932')).toContain('練習吉みそ')
})

test('a file with several buyers becomes a message with several lists', async () => {
  const layout = { ...builtInLayout('full'), charset: 'utf-8' } as const
  const one = await convert(writeBms(sampleMessage('order', order)), layout)
  const other = one.bytes
    .toString()
    .split('\r\n')
    .slice(1)
    .join('\r\n')
    .replaceAll('900001', '900002')
  const back = await convert(one.bytes.toString() + other, layout)
  const { documents } = await readBmsDocument([back.bytes])
  expect(documents.map(({ head }) => head.list.values.get('buyer/code'))).toEqual([
    '900001',
    '900002',
  ])
})

test('every layout that comes along is a valid layout', () => {
  for (const layout of builtInLayouts) expect(parseLayout(JSON.stringify(layout))).toEqual(layout)
})
