import { describe, expect, test } from 'vitest'

import { fixture, requestFrom, responseFrom } from '../../../test/fixtures/jx/reading.ts'
import type { FaultName } from '../../errors/index.ts'
import { soapNamespace } from './index.ts'

const put = fixture('put.xml').toString()
const base64 = fixture('payload.bin').toString('base64')
const get = fixture('get-with-filter.xml').toString()

function changed(from: string, to: string): string {
  expect(put).toContain(from)
  return put.replace(from, to)
}

const withData = (data: string): string => changed(base64, data)

async function expectRefused(
  message: Buffer | string,
  fault: FaultName,
  how: Parameters<typeof requestFrom>[1] = {},
): Promise<void> {
  for (const chunk of [1, 64 * 1024]) {
    await expect(requestFrom(message, { chunk, ...how })).rejects.toMatchObject({ fault })
  }
}

describe('elements', () => {
  test.each([
    'From',
    'To',
    'MessageId',
    'Timestamp',
    'messageId',
    'data',
    'senderId',
    'receiverId',
    'formatType',
    'documentType',
  ])('%s missing', (name) =>
    expectRefused(put.replace(new RegExp(`<${name}>.*</${name}>`), ''), 'element-missing'),
  )

  test.each([
    'From',
    'To',
    'MessageId',
    'Timestamp',
    'messageId',
    'data',
    'senderId',
    'receiverId',
    'formatType',
    'documentType',
    'compressType',
  ])('%s twice', (name) =>
    expectRefused(put.replace(new RegExp(`<${name}>.*</${name}>`), '$&$&'), 'element-doubled'),
  )

  test('a second, empty data', () =>
    expectRefused(changed('<senderId>', '<data/><senderId>'), 'element-doubled'))

  test('one that JX does not have', () =>
    expectRefused(changed('<senderId>', '<note>x</note><senderId>'), 'element-unknown'))

  test('one inside a value', async () => {
    await expectRefused(changed('<senderId>', '<senderId><b/>'), 'element-unknown')
    await expectRefused(changed('<From>', '<From><b/>'), 'element-unknown')
  })

  test('one of another namespace', async () => {
    await expectRefused(changed('<senderId>', '<senderId xmlns="urn:x">'), 'element-unknown')
    await expectRefused(changed('<PutDocument xmlns="', '<PutDocument xmlns="x'), 'element-unknown')
  })

  test('a Body or Header that is not SOAP’s', async () => {
    const foreign = (name: string): string =>
      put
        .replace(`<soap:${name}>`, `<x:${name} xmlns:x="urn:x">`)
        .replace(`</soap:${name}>`, `</x:${name}>`)
    await expectRefused(foreign('Body'), 'element-unknown')
    await expectRefused(foreign('Header'), 'element-unknown')
  })

  test('an operation that JX does not have', () =>
    expectRefused(put.replaceAll('PutDocument', 'DropDocument'), 'element-unknown'))

  test('an answer where a request belongs, and the other way round', async () => {
    await expectRefused(fixture('put-response.xml'), 'element-unknown')
    await expect(responseFrom(put)).rejects.toMatchObject({ fault: 'element-unknown' })
  })

  test('no Body, an empty Body', async () => {
    await expectRefused(put.replace(/<soap:Body>[^]*<\/soap:Body>/, ''), 'element-missing')
    await expectRefused(put.replace(/(<soap:Body>)[^]*(?=<\/soap:Body>)/, '$1'), 'element-missing')
  })

  test('two children in Body, two Bodies, two Headers', async () => {
    const again = '<GetDocument xmlns="x"/></soap:Body>'
    await expectRefused(changed('</soap:Body>', again), 'element-doubled')
    await expectRefused(changed('</soap:Body>', '</soap:Body><soap:Body/>'), 'element-doubled')
    await expectRefused(changed('<soap:Header>', '<soap:Header/><soap:Header>'), 'element-doubled')
  })

  const sender = '<senderId>4500000000011</senderId>'
  test.each([
    ['that nothing points at', sender, sender, '<m id="a"/>'],
    ['with two values of one id', sender, '<senderId href="#a"/>', '<m id="a"/><m id="a"/>'],
    ['that points at nothing', sender, '<senderId href="#b"/>', '<m id="a"/>'],
    ['that points elsewhere', sender, '<senderId href="cid:a"/>', '<m id="a"/>'],
    ['through two references', sender, '<senderId href="#a"/>', '<m id="a" href="#b"/><m id="b"/>'],
    ['to more than a text', sender, '<senderId href="#a"/>', '<m id="a"><b/></m>'],
    ['beside a value of its own', sender, '<senderId href="#a">1</senderId>', '<m id="a">2</m>'],
    ['of the operation itself', '<PutDocument ', '<PutDocument href="#a" ', '<m id="a"/>'],
    [
      'of the document and an id alike',
      sender,
      '<senderId href="#a"/><compressType href="#a"/>',
      '<m id="a">x</m>',
    ],
  ])('SOAP encoding %s', async (_what, from, to, apart) => {
    const other = to.includes('compressType') ? '<compressType></compressType>' : ''
    const text = changed(from, to).replace(other, '')
    await expectRefused(text.replace('</soap:Body>', `${apart}</soap:Body>`), 'multi-ref-refused')
  })

  test('SOAP encoding whose document stands before its operation, or nowhere', async () => {
    const pointing = put.replace(/<data>[^<]*<\/data>/, '<data href="#d"/>')
    const before = pointing.replace('<soap:Body>', '<soap:Body><m id="d">QUJD</m>')
    await expectRefused(before, 'multi-ref-refused')
    await expectRefused(pointing, 'multi-ref-refused')
  })

  test('two MessageHeaders', () =>
    expectRefused(put.replace(/<MessageHeader[^]*<\/MessageHeader>/, '$&$&'), 'element-doubled'))

  test('text between elements', async () => {
    await expectRefused(changed('<senderId>', 'x<senderId>'), 'value-invalid')
    await expectRefused(changed('<soap:Body>', '<soap:Body>x'), 'value-invalid')
    await expectRefused(changed('<soap:Body>', 'x<soap:Body>'), 'value-invalid')
  })
})

describe('values', () => {
  test.each(['messageId', 'senderId', 'receiverId'])('an empty %s', (name) =>
    expectRefused(put.replace(new RegExp(`(<${name}>).*(?=</${name}>)`), '$1 '), 'value-invalid'),
  )

  test('an id of more than 255 bytes, also if it has fewer characters', async () => {
    const id = (text: string): string => changed('>4500000000011<', `>${text}<`)
    await expectRefused(id('x'.repeat(256)), 'value-invalid')
    await expectRefused(id('注'.repeat(86)), 'value-invalid')
    await expect(requestFrom(id('注'.repeat(85)))).resolves.toMatchObject({
      message: { document: { senderId: '注'.repeat(85) } },
    })
  })

  test.each(['True', 'TRUE', 'yes', '', '2'])('the boolean "%s"', async (text) => {
    const answer = fixture('put-response.xml').toString().replace('>true<', `>${text}<`)
    await expect(responseFrom(answer)).rejects.toMatchObject({ fault: 'value-invalid' })
  })

  test.each(['OptionalFormatType', 'OptionalDocumentType'])(
    'a filter of %s alone',
    async (name) => {
      const other = name === 'OptionalFormatType' ? 'OptionalDocumentType' : 'OptionalFormatType'
      const pattern = new RegExp(`<${other}>.*</${other}>`)
      await expectRefused(get.replace(pattern, ''), 'filter-incomplete')
      await expectRefused(get.replace(pattern, `<${other}/>`), 'filter-incomplete')
    },
  )

  test.each([
    ['without bytes', base64, ''],
    ['with an empty receiverId', /(<receiverId>).*(?=<\/receiverId>)/, '$1'],
    ['with a documentType of 256 bytes', /(<documentType>).*(?=<\/)/, `$1${'x'.repeat(256)}`],
    ['with a messageId of 10 KB', /(<messageId>).*(?=<\/messageId>)/, `$1${'x'.repeat(10_000)}`],
  ])('a document %s in an answer is given whole, with what is wrong', async (_what, from, to) => {
    const answer = fixture('get-response.xml').toString()
    const bad = answer.replace(from, to)
    expect(bad).not.toBe(answer)
    const { message } = await responseFrom(bad)
    expect(message).toMatchObject({
      operation: 'GetDocument',
      document: { messageId: /<messageId>(.*)<\/messageId>/.exec(bad)?.[1] },
      problem: { fault: 'value-invalid' },
    })
  })

  test('a long header of an answer does not spoil what it heads', async () => {
    const answer = fixture('put-response.xml').toString()
    const { message } = await responseFrom(
      answer.replace(/(<From>).*(?=<\/From>)/, `$1${'x'.repeat(300)}`),
    )
    expect(message).toMatchObject({ result: true, header: { from: 'x'.repeat(300) } })
  })

  test('a fault without its code', async () => {
    const answer = fixture('fault.xml')
      .toString()
      .replace(/<faultcode>.*<\/faultcode>/, '')
    await expect(responseFrom(answer)).rejects.toMatchObject({ fault: 'element-missing' })
  })
})

describe('base64', () => {
  test.each([
    ['junk in the middle', 'QUJD*UVG'],
    ['a character that is not ASCII', 'QUJDé'],
    ['the URL alphabet, -', 'QUJ-'],
    ['the URL alphabet, _', 'QUJ_'],
    ['padding in the middle', 'QQ==QUJD'],
    ['padding in a group', 'Q=JD'],
    ['padding alone', '===='],
    ['a third padding character', 'QUI==='],
    ['padding after a whole group', 'QUJD='],
    ['stray bits before ==', 'QR=='],
    ['stray bits before =', 'QUJ='],
    ['one character too many', 'QUJDQ'],
    ['two without padding', 'QUJDQU'],
    ['three without padding', 'QUJDQUJ'],
    ['a comment inside', 'QU<!-- x -->JD'],
    ['a processing instruction inside', 'QU<?x y?>JD'],
    ['an element inside', 'QU<b/>JD'],
    ['a bracket inside CDATA', '<![CDATA[QU]JD]]>'],
    ['the end of CDATA alone', 'QUJD]]>'],
    ['a reference to more than ASCII', 'QUJD&#x3042;'],
    ['a predefined entity', 'QUJD&amp;'],
    ['a vertical tab', 'QUJD&#11;'],
  ])('%s', (_, data) => expectRefused(withData(data), 'base64-invalid'))

  test('an entity inside', () => expectRefused(withData('QUJD&xxe;'), 'doctype-refused'))

  test('a bare & inside', () => expectRefused(withData('QUJD& ;'), 'envelope-malformed'))

  test('an end tag of another name', () =>
    expectRefused(changed('</data>', '</date>'), 'envelope-malformed'))
})

describe('XML', () => {
  test.each([
    ['mismatched tags', () => changed('</senderId>', '</senderid>')],
    ['an unbound prefix', () => changed('<senderId>', '<x:y/><senderId>')],
    ['an attribute twice', () => changed('<senderId>', '<senderId a="1" a="2">')],
    ['a control character', () => changed('>4500000000011<', '>45\u000100<')],
    ['a reference to one', () => changed('>4500000000011<', '>45&#1;00<')],
    [
      'a reference to one under XML 1.1',
      () => changed('>4500000000011<', '>45&#1;00<').replace('version="1.0"', 'version="1.1"'),
    ],
    ['a bare &', () => changed('>4500000000011<', '>a & b<')],
    ['a bare <', () => changed('>4500000000011<', '>a < b<')],
  ])('%s', (_, message) => expectRefused(message(), 'envelope-malformed'))

  test('a DOCTYPE, with entities or without', async () => {
    const inside = '<!DOCTYPE x [<!ENTITY lol "ha"><!ENTITY l2 "&lol;&lol;">]>'
    await expectRefused(changed('<soap:Envelope', `${inside}<soap:Envelope`), 'doctype-refused')
    const outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
    await expectRefused(changed('<soap:Envelope', `${outside}<soap:Envelope`), 'doctype-refused')
  })

  test.each(['lol', 'toString', 'constructor', '__proto__'])('the entity %s', (name) =>
    expectRefused(changed('>4500000000011<', `>&${name};<`), 'doctype-refused'),
  )

  test('two roots, text after the root, NUL after the root', async () => {
    for (const after of ['<x/>', put.slice(put.indexOf('<soap:Envelope')), 'x', '\0', '</x>']) {
      await expectRefused(put + after, 'bytes-after-envelope')
    }
  })

  test('a page of HTML, plain text, JSON, another document', async () => {
    await expectRefused('<!DOCTYPE html><html><body>Bad Gateway</body></html>', 'not-an-envelope')
    await expectRefused('<html><head></head></html>', 'not-an-envelope')
    await expectRefused('Internal Server Error', 'not-an-envelope')
    await expectRefused('{"error":1}', 'not-an-envelope')
    await expectRefused('<?xml version="1.0"?><Invoice/>', 'not-an-envelope')
  })
})

describe('SOAP', () => {
  test('version 1.2', () =>
    expectRefused(
      changed(soapNamespace, 'http://www.w3.org/2003/05/soap-envelope'),
      'soap-version',
    ))

  test('a header of others that must be understood', () =>
    expectRefused(
      changed(
        '<soap:Header>',
        '<soap:Header><w:Security xmlns:w="urn:wsse" soap:mustUnderstand="1" soap:actor="http://schemas.xmlsoap.org/soap/actor/next"/>',
      ),
      'must-understand',
    ))
})

describe('charsets', () => {
  test('one that is not supported, by the prolog or by HTTP', async () => {
    await expectRefused(changed('"utf-8"', '"iso-2022-jp"'), 'charset-unsupported')
    await expectRefused(put, 'charset-unsupported', { charset: 'utf-7' })
  })

  test('bytes that the declared one does not have', async () => {
    const shiftJis = fixture('put-shift-jis-under-utf-8-prolog.xml')
    await expectRefused(shiftJis, 'charset-mismatch')
    await expectRefused(shiftJis, 'charset-mismatch', { charset: 'euc-jp' })
  })

  test('half a character at the end of an element, in UTF-16 at the end of the message', async () => {
    const half = Buffer.from(changed('>4500000000011<', '>\u0000<'))
    half[half.indexOf(0)] = 0xe3
    await expectRefused(half, 'charset-mismatch')
    const wide = Buffer.concat([fixture('put-utf-16be.xml'), Buffer.of(0)])
    await expectRefused(wide, 'charset-mismatch')
  })
})

describe('a caller who wants to use up the reader', () => {
  const limits = { envelopeBytes: 20_000, documentBytes: 4096 }

  const floods: readonly (readonly [string, FaultName, (flood: string) => string])[] = [
    ['text', 'envelope-too-large', (flood) => changed('<senderId>', `<senderId>${flood}`)],
    ['a tag name', 'envelope-too-large', (flood) => changed('<senderId>', `<${flood}`)],
    ['an attribute', 'envelope-too-large', (flood) => changed('<From>', `<From a="${flood}">`)],
    ['a comment', 'envelope-too-large', (flood) => changed('<From>', `<!-- ${flood} --><From>`)],
    ['an entity name', 'envelope-too-large', (flood) => changed('<From>', `<From>&${flood};`)],
    ['a DOCTYPE', 'envelope-too-large', (flood) => changed('?>', `?><!DOCTYPE ${flood}>`)],
    ['the XML declaration', 'envelope-too-large', (flood) => changed('"1.0"', `"1.0" ${flood}`)],
    ['what follows the root', 'envelope-too-large', (flood) => put + flood.replaceAll('x', ' ')],
    [
      'blank lines at the start',
      'envelope-too-large',
      (flood) => flood.replaceAll('x', '\n') + put,
    ],
    ['markup in data', 'base64-invalid', (flood) => withData(`<!--${flood}-->`)],
    ['the end tag of data', 'base64-invalid', (flood) => changed('</data>', `</data${flood}>`)],
    ['a reference in data', 'base64-invalid', (flood) => withData(`&${flood};`)],
    ['white space in data', 'document-too-large', (flood) => withData(flood.replaceAll('x', ' '))],
    [
      'CDATA sections in data',
      'document-too-large',
      (flood) => withData(flood.replaceAll('x', '<![CDATA[]]>')),
    ],
    [
      'references to line breaks in data',
      'document-too-large',
      (flood) => withData(flood.replaceAll('x', '&#10;')),
    ],
    ['data itself', 'document-too-large', (flood) => withData(flood)],
  ]

  test.each(floods)('a flood of %s', async (_, fault, message) => {
    for (const chunk of [997, 2 ** 20]) {
      await expect(
        requestFrom(message('x'.repeat(40_000)), { limits, chunk }),
      ).rejects.toMatchObject({ fault })
    }
  })

  test('is stopped at the limit, not at the end of what is sent', async () => {
    let asked = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(put.slice(0, put.indexOf('<data>') + 6))
      for (;;) {
        asked += 1
        yield await Promise.resolve(Buffer.alloc(1024, ' '))
      }
    }
    const { readRequest } = await import('./index.ts')
    const payload = { write: (): void => undefined }
    await expect(readRequest(endless(), { limits, payload })).rejects.toMatchObject({
      fault: 'document-too-large',
    })
    expect(asked).toBeLessThan(32)
  })

  test('deep nesting, which must not use up the stack', async () => {
    const deep = '<a>'.repeat(20_000)
    const how = { limits: { envelopeBytes: 2 ** 20 } }
    await expectRefused(changed('<senderId>', deep), 'envelope-malformed', how)
    await expectRefused(changed('<soap:Header>', `<soap:Header>${deep}`), 'envelope-malformed', how)
    const fault = fixture('fault.xml').toString()
    await expect(
      responseFrom(fault.replace('<detail>', `<detail>${deep}`), how),
    ).rejects.toMatchObject({ fault: 'envelope-malformed' })
  })

  test('many attributes, declarations and header elements, inside the limit, in good time', async () => {
    const count = Array.from({ length: 3000 }, (_, index) => index)
    const attributes = count.map((index) => ` a${index}="${index}"`).join('')
    const prefixes = count.map((index) => ` xmlns:p${index}="urn:${index}"`).join('')
    const headers = count.map((index) => `<x xmlns="urn:${index}"/>`).join('')
    const start = process.cpuUsage()
    for (const message of [
      changed('<soap:Body>', `<soap:Body${attributes}>`),
      changed('<soap:Body>', `<soap:Body${prefixes}>`),
      changed('<soap:Header>', `<soap:Header>${headers}`),
    ]) {
      await requestFrom(message, { limits: { envelopeBytes: 2 ** 20 } })
    }
    expect(secondsSince(start)).toBeLessThan(3)
  })

  test('long runs of blanks inside a value, in good time', async () => {
    const start = process.cpuUsage()
    const blanks = ' '.repeat(60_000)
    await expectRefused(changed('>4500000000011<', `>a${blanks}b<`), 'value-invalid')
    const fault = fixture('fault.xml').toString()
    await responseFrom(fault.replace('soap:Client', `soap:${'.'.repeat(60_000)}\n`))
    expect(secondsSince(start)).toBeLessThan(3)
  })

  test('long names, which are cut short in the fault', async () => {
    const name = 'n'.repeat(5000)
    const refused = await requestFrom(changed('<senderId>', `<${name}/><senderId>`)).catch(
      (error: unknown) => error,
    )
    expect(refused).toMatchObject({ fault: 'element-unknown' })
    expect((refused as Error).message.length).toBeLessThan(300)
  })
})

/** Of the processor alone: what else the machine is at does not count. */
function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}
