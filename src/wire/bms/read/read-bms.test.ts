import iconv from 'iconv-lite'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { anyMessage, contentOf } from '../../../../test/support/bms/any-message.ts'
import {
  BmsChecker,
  findingText,
  readBms,
  readBmsDocument,
  writeBms,
  type FindingRule,
} from '../index.ts'

const [order] = fc.sample(anyMessage('order'), { numRuns: 1, seed: 4711 })
const xml = writeBms(order!)

async function read(bytes: Uint8Array): ReturnType<typeof readBmsDocument> {
  return readBmsDocument([bytes])
}

async function rulesOf(text: string | Uint8Array): Promise<FindingRule[]> {
  const { findings } = await read(typeof text === 'string' ? Buffer.from(text) : text)
  return [...new Set(findings.items.map(({ rule }) => rule))]
}

describe('a message is read', () => {
  test.each([
    ['with a BOM', Buffer.from(`\uFEFF${xml}`)],
    [
      'in UTF-16 with a BOM',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]),
    ],
    ['without a declaration', Buffer.from(xml.replace(/^<\?xml.*\n/, ''))],
  ])('%s', async (_, bytes) => {
    const { document, findings } = await read(bytes)
    expect(findings.items).toEqual([])
    expect(contentOf(document!)).toEqual(contentOf(order!))
  })

  test('in CP932, as it says', async () => {
    // A sign that CP932 and Shift_JIS write differently stays itself.
    const text = xml.replace('encoding="UTF-8"', 'encoding="Shift_JIS"').replaceAll('−', '－')
    const { document, findings } = await read(iconv.encode(text, 'cp932'))
    expect(findings.items).toEqual([])
    expect(writeBms(document!)).toBe(xml.replaceAll('−', '－'))
  })

  test('in CP932 although it says UTF-8, with a warning', async () => {
    const bytes = iconv.encode(xml.replaceAll('−', '－'), 'cp932')
    const { document, findings } = await read(bytes)
    expect(findings.items.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['charset-other', 'warning'],
    ])
    expect(document!.trades).toHaveLength(order!.trades.length)
  })

  test('cut into single bytes', async () => {
    const bytes = Buffer.from(xml)
    const { document } = await readBmsDocument([...bytes].map((byte) => Uint8Array.of(byte)))
    expect(contentOf(document!)).toEqual(contentOf(order!))
  })

  test('of another version, by its local names', async () => {
    const other = xml.replaceAll(':Japan:1"', ':Japan:2"')
    const { document, findings } = await read(Buffer.from(other))
    expect(contentOf(document!)).toEqual(contentOf(order!))
    expect(new Set(findings.items.map(({ rule }) => rule))).toEqual(new Set(['version-unknown']))
    expect(writeBms(document!)).toBe(other)
  })

  test('under other prefixes', async () => {
    const other = xml.replaceAll('sh:', 'h:').replaceAll('order:listOf', 'o:listOf')
    const { document } = await read(Buffer.from(other))
    expect(contentOf(document!)).toEqual(contentOf(order!))
  })

  test('with blanks around its values', async () => {
    const { document } = await read(
      Buffer.from(xml.replaceAll('</tradeNumber>', '  \n</tradeNumber>')),
    )
    expect(contentOf(document!)).toEqual(contentOf(order!))
  })

  test('with its type in other case and blanks', async () => {
    const { document } = await read(Buffer.from(xml.replace('>Order<', '> ORDER <')))
    expect(document!.head.schema.kind).toBe('order')
  })

  test('with what the standard does not know, which is kept and written back', async () => {
    const more = xml.replace(
      '</order>',
      '<registration xmlns:x="urn:x" x:of="seller"><number>T1234567890123</number></registration></order>',
    )
    const { document, findings } = await read(Buffer.from(more))
    expect(findings.items).toMatchObject([{ rule: 'unknown-item', path: 'order[1]/registration' }])
    const again = await read(Buffer.from(writeBms(document!)))
    expect(contentOf(again.document!)).toEqual(contentOf(document!))
    expect(document!.trades[0]!.extras[0]).toMatchObject({
      name: 'registration',
      attributes: { 'x:of': 'seller' },
      children: [{ name: 'number', text: 'T1234567890123' }],
    })
  })

  test('with an extension, which the standard allows', async () => {
    const more = xml.replace('</tradeSummary>', '<extension><a>1</a></extension></tradeSummary>')
    const { document, findings } = await read(Buffer.from(more))
    expect(findings.items).toEqual([])
    expect(writeBms(document!)).toContain('<a>1</a>')
  })
})

describe('a text that is no message', () => {
  test.each<[string, string, FindingRule[]]>([
    ['is empty', '', ['xml-broken']],
    ['is no XML', 'A,B,C\n1,2,3\n', ['xml-broken']],
    ['is cut', xml.slice(0, -200), ['xml-broken']],
    ['has another root', '<order/>', ['root-unknown']],
    [
      'has a DOCTYPE',
      `<!DOCTYPE a [<!ENTITY b "c">]>${xml.slice(xml.indexOf('\n'))}`,
      ['doctype-found'],
    ],
    [
      'is of a kind we do not know',
      xml.replaceAll('listOfOrders', 'listOfOthers'),
      ['kind-unknown', 'unknown-item'],
    ],
    ['holds no slip', xml.replaceAll(/<order>[\s\S]*<\/order>/g, ''), ['trades-missing']],
    [
      'is nested without end',
      '<sh:StandardBusinessDocument>' + '<a>'.repeat(5000),
      ['unknown-item', 'too-deep'],
    ],
  ])('and %s, is told by its rule', async (_, text, rules) => {
    expect(await rulesOf(text)).toEqual(rules)
  })

  test('says where the XML breaks', async () => {
    const { findings } = await read(Buffer.from(xml.replace('</payer>', '</buyer>')))
    const line = xml.slice(0, xml.indexOf('</payer>')).split('\n').length
    expect(findings.items[0]).toMatchObject({ rule: 'xml-broken', line })
  })
})

test('a damaged message never breaks the reader, and each finding says what is wrong', async () => {
  const bytes = Buffer.from(xml)
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          at: fc.nat(bytes.byteLength - 1),
          length: fc.nat(40),
          text: fc.constantFrom('', '<', '&', '９', ',', '-', ' ', '</order>', '<a>', '\u0000'),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      async (cuts) => {
        let damaged = bytes
        for (const { at, length, text } of cuts) {
          const end = damaged.subarray(at + length)
          damaged = Buffer.concat([damaged.subarray(0, at), Buffer.from(text), end])
        }
        const checker = new BmsChecker()
        await readBms([damaged], checker)
        checker.end()
        for (const one of checker.findings.items) {
          const { message, remedy } = findingText(one, 'ja')
          expect(message).not.toMatch(/\{\w+\}/)
          expect(remedy.length).toBeGreaterThan(5)
          expect(one.path !== '' || one.line !== undefined || one.value !== undefined).toBe(true)
        }
      },
    ),
    { numRuns: 200 },
  )
})
