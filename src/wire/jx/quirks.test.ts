import { describe, expect, test } from 'vitest'

import { fixture, requestFrom, responseFrom } from '../../../test/fixtures/jx/reading.ts'
import { jxNamespace, soapNamespace } from './index.ts'

const put = fixture('put.xml').toString()
const payload = fixture('payload.bin')
const fields = {
  messageId: '20260401093005-5b1e0c7a@jx.maker.example',
  senderId: '4500000000011',
  receiverId: '4900000000019',
  formatType: 'SecondGenEDI',
  documentType: 'Shipment Notification',
  compressType: '',
}
const japanese = { ...fields, messageId: '注文-ソ表能-0001@製造.example' }

async function expectPut(
  message: Buffer | string,
  document: typeof fields = fields,
  charset?: string,
): Promise<void> {
  for (const chunk of [1, 7, 64 * 1024]) {
    const how = charset === undefined ? { chunk } : { chunk, charset }
    const whole = await requestFrom(message, how)
    expect(whole.message).toMatchObject({ operation: 'PutDocument', document })
    expect(whole.payload.equals(payload)).toBe(true)
  }
}

function changed(from: string, to: string): string {
  expect(put).toContain(from)
  return put.replace(from, to)
}

describe('a message as the guideline has it', () => {
  test('is read with its header, its fields and its bytes', async () => {
    const { message } = await requestFrom(put)
    expect(message.header).toEqual({
      from: 'jx.maker.example',
      to: 'edi.retailer.example',
      messageId: '20260401093005-5b1e0c7a@jx.maker.example',
      timestamp: '2026-04-01T00:30:05',
    })
    await expectPut(put)
  })

  test('may be a Get with the filter of the 2007 edition', async () => {
    expect((await requestFrom(fixture('get-with-filter.xml'))).message).toMatchObject({
      operation: 'GetDocument',
      receiverId: '4500000000011',
      filter: { formatType: 'SecondGenEDI', documentType: 'Order' },
    })
  })

  test('may be a Confirm', async () => {
    expect((await requestFrom(fixture('confirm.xml'))).message).toMatchObject({
      operation: 'ConfirmDocument',
      messageId: '20260401063000-order-0001@edi.retailer.example',
      senderId: '4900000000019',
      receiverId: '4500000000011',
    })
  })

  test('may be an answer of each kind', async () => {
    const document = await responseFrom(fixture('get-response.xml'))
    expect(document.message).toMatchObject({ operation: 'GetDocument', document: fields })
    expect(document.payload.equals(payload)).toBe(true)
    expect((await responseFrom(fixture('get-response-nothing.xml'))).message).not.toHaveProperty(
      'document',
    )
    expect((await responseFrom(fixture('put-response.xml'))).message).toMatchObject({
      operation: 'PutDocument',
      result: true,
    })
    expect((await responseFrom(fixture('confirm-response.xml'))).message).toMatchObject({
      operation: 'ConfirmDocument',
      result: false,
    })
  })

  test('may be a fault, whose code loses its prefix and its refinement', async () => {
    expect((await responseFrom(fixture('fault.xml'))).message).toMatchObject({
      operation: 'Fault',
      code: 'Client',
      text: '送信者が登録されていません',
      actor: 'https://edi.retailer.example/jx',
      detail: 'see E1203',
    })
  })
})

describe('what partners in the field send is accepted', () => {
  test('header fields right under Header without namespace, and a namespace without its hyphen', () =>
    expectPut(fixture('put-header-without-wrapper.xml')))

  test('xsi:nil as an empty compressType', () =>
    expectPut(
      changed(
        '<compressType></compressType>',
        '<compressType xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>',
      ),
    ))

  test('no compressType at all', () => expectPut(changed('<compressType></compressType>', '')))

  test.each(['2026-04-01T00:30:05Z', '2026-04-01T09:30:05+09:00', '2026-04-01T00:30:05.123'])(
    'the timestamp %s, kept as it came',
    async (timestamp) => {
      const { message } = await requestFrom(changed('2026-04-01T00:30:05', timestamp))
      expect(message.header.timestamp).toBe(timestamp)
    },
  )

  test.each(['Soap', 'SOAP-ENV', 'S', 'ns0'])('the prefix %s', (prefix) =>
    expectPut(put.replaceAll('soap:', `${prefix}:`).replace('xmlns:soap', `xmlns:${prefix}`)),
  )

  test('SOAP as the default namespace', () =>
    expectPut(put.replaceAll('soap:', '').replace('xmlns:soap', 'xmlns')))

  test('an encodingStyle attribute, and a declaration of prefixes nobody uses', () =>
    expectPut(
      changed(
        '<soap:Envelope ',
        '<soap:Envelope xmlns:tm="urn:unused" soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" ',
      ),
    ))

  test('Shift_JIS that the prolog declares', () =>
    expectPut(fixture('put-shift-jis-declared.xml'), japanese))

  test.each(['Shift_JIS', '"Shift_JIS"', 'SHIFT_JIS', 'Windows-31J', 'cp932'])(
    'Shift_JIS under a utf-8 prolog if HTTP says %s',
    (charset) => expectPut(fixture('put-shift-jis-under-utf-8-prolog.xml'), japanese, charset),
  )

  test.each(['"UTF-8"', 'utf-8', 'UTF8', '', undefined])('UTF-8 if HTTP says %s', (charset) =>
    expectPut(put, fields, charset),
  )

  test.each(['Shift_JIS', 'EUC-JP'])('UTF-8 by prolog and bytes if HTTP says %s', (charset) =>
    expectPut(
      put.replace('Shipment Notification', '出荷'),
      { ...fields, documentType: '出荷' },
      charset,
    ),
  )

  test('values apart, as SOAP encoding has them, the document too', async () => {
    const text = put
      .replace(/<data>([^<]*)<\/data>/, '<data href="#d"/>')
      .replace('<senderId>4500000000011</senderId>', '<senderId href="#s"/>')
    const apart = `<m id="s">4500000000011</m><m id="d">${payload.toString('base64')}</m>`
    await expectPut(text.replace('</soap:Body>', `${apart}</soap:Body>`))
  })

  test('EUC-JP', () => expectPut(fixture('put-euc-jp.xml'), japanese))

  test('UTF-16 with a byte order mark, and without one', async () => {
    await expectPut(fixture('put-utf-16le-bom.xml'), japanese)
    await expectPut(fixture('put-utf-16be.xml'), japanese)
    await expectPut(fixture('put-utf-16be.xml'), japanese, 'utf-16')
    await expectPut(fixture('put-utf-16le-bom.xml').subarray(2), japanese, 'utf-16')
  })

  test('UTF-8 that declares itself UTF-16, as a string writer of .NET does', () =>
    expectPut(fixture('put-utf-8-declared-utf-16.xml'), japanese))

  test.each([
    ['Shift_JIS', 'put-shift-jis-declared.xml', 'utf-8'],
    ['EUC-JP', 'put-euc-jp.xml', 'UTF-8'],
  ])('%s that the prolog declares, if the bytes are not what HTTP says', (_what, file, charset) =>
    expectPut(fixture(file), japanese, charset),
  )

  test('Latin-1, which web containers add unasked, yields to the prolog', () =>
    expectPut(fixture('put-shift-jis-declared.xml'), japanese, 'ISO-8859-1'))

  test('a byte order mark, blank lines before the prolog and CRLF', () =>
    expectPut(fixture('put-crlf-bom-blank-lines.xml')))

  test('blank lines before the prolog under each way to name a charset', async () => {
    await expectPut(`\n\r\n \t${put}`)
    await expectPut(`\n\r\n \t${put}`, fields, 'utf-8')
    const wide = Buffer.from(`\ufeff\r\n\n${put.replace('utf-8', 'utf-16')}`, 'utf16le')
    await expectPut(wide)
    await expectPut(wide.subarray(2))
  })

  test('line-broken base64, by line breaks and by references to them', async () => {
    await expectPut(fixture('put-line-broken.xml'))
    await expectPut(fixture('put-line-broken-by-references.xml'))
  })

  test('CDATA around the base64, whole or in several pieces', async () => {
    await expectPut(fixture('put-cdata.xml'))
    const base64 = payload.toString('base64')
    const pieces = `${base64.slice(0, 5)}<![CDATA[${base64.slice(5, 9)}]]><![CDATA[]]> ${base64.slice(9)}`
    await expectPut(changed(base64, pieces))
  })

  test('blanks and CDATA around ids', () =>
    expectPut(
      changed(
        '<senderId>4500000000011</senderId>',
        '<senderId>\r\n 4500<![CDATA[000000011]]>\t</senderId>',
      ),
    ))

  test('elements out of order', () =>
    expectPut(
      changed('      <senderId>4500000000011</senderId>\n', '').replace(
        '      <messageId>',
        '      <senderId>4500000000011</senderId>\n      <messageId>',
      ),
    ))

  test('comments and white space around the elements and after the root', () =>
    expectPut(`${put.replace('<senderId>', '<!-- > who --><senderId>')}<!-- end -->\n\n`))

  test('headers of others, if they need not be understood', () =>
    expectPut(
      changed(
        '<soap:Header>',
        '<soap:Header><w:Security xmlns:w="urn:wsse" soap:mustUnderstand="0"><w:From>x</w:From></w:Security>',
      ),
    ))

  test('headers for another actor, who has to understand them', () =>
    expectPut(
      changed(
        '<soap:Header>',
        '<soap:Header><w:Security xmlns:w="urn:wsse" soap:mustUnderstand="1" soap:actor="urn:gateway"/>',
      ),
    ))

  test.each([
    ['all elements of the Body', / xmlns="http:\/\/www\.dsri\.jp[^"]*"/g],
    ['the operation', /(<PutDocument) xmlns="[^"]*"/],
  ])('%s without a namespace', (_what, namespace) => {
    const bare = put.replace(namespace, (_all, name: unknown) =>
      typeof name === 'string' ? name : '',
    )
    expect(bare).not.toBe(put)
    return expectPut(bare)
  })

  test('a MessageHeader that must be understood', () =>
    expectPut(changed('<MessageHeader ', '<MessageHeader soap:mustUnderstand="1" ')))

  test('an empty filter, which is none', async () => {
    const empty = fixture('get-with-filter.xml')
      .toString()
      .replace('SecondGenEDI</Opt', '</Opt')
      .replace('Order</Opt', ' </Opt')
    expect((await requestFrom(empty)).message).not.toHaveProperty('filter')
  })
})

describe('answers in the field', () => {
  const get = fixture('get-response.xml').toString()
  const nothing = fixture('get-response-nothing.xml').toString()

  test('lack compressType, as the guideline’s own sample does', async () => {
    const { message } = await responseFrom(get.replace('<compressType></compressType>', ''))
    expect(message).toMatchObject({ document: fields })
  })

  test('say "nothing" by false with echoed or absent elements', async () => {
    const echoed = nothing.replace(
      '<receiverId></receiverId>',
      '<receiverId>4500000000011</receiverId>',
    )
    const bare = nothing.replace(/<messageId>[^]*compressType>/, '')
    const filled = get.replace('>true<', '>false<')
    for (const answer of [echoed, bare, filled]) {
      const { message } = await responseFrom(answer)
      expect(message).toMatchObject({ operation: 'GetDocument' })
      expect(message).not.toHaveProperty('document')
    }
  })

  test('say "nothing" by true with empty elements', async () => {
    const { message } = await responseFrom(nothing.replace('>false<', '>true<'))
    expect(message).not.toHaveProperty('document')
  })

  test.each([
    ['1', true],
    ['0', false],
    [' true ', true],
    ['false', false],
  ])('have the boolean "%s"', async (text, result) => {
    const answer = fixture('put-response.xml').toString().replace('>true<', `>${text}<`)
    expect((await responseFrom(answer)).message).toMatchObject({ result })
  })

  test('have no Header', async () => {
    const answer = get.replace(/<soap:Header>[^]*<\/soap:Header>/, '')
    const { message } = await responseFrom(answer)
    expect(message).toMatchObject({ document: fields })
    expect(message).not.toHaveProperty('header')
  })

  test('are faults with any prefix, no Header and a detail of text', async () => {
    const fault =
      `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${soapNamespace}" xmlns="${jxNamespace}"><SOAP-ENV:Body>` +
      '<SOAP-ENV:Fault><faultcode xmlns="">SOAP-ENV:Server</faultcode><faultstring xmlns="">x</faultstring>' +
      '<detail xmlns="">disk</detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>'
    expect((await responseFrom(fault)).message).toEqual({
      operation: 'Fault',
      code: 'Server',
      text: 'x',
      detail: 'disk',
    })
  })
})
