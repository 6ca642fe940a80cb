import { describe, expect, test } from 'vitest'

import { isHikyakuError } from '../../errors/index.ts'
import { fixture, requestFrom, responseFrom } from '../../../test/fixtures/jx/reading.ts'

const requests = [
  'put.xml',
  'put-cdata.xml',
  'put-line-broken.xml',
  'put-line-broken-by-references.xml',
  'put-header-without-wrapper.xml',
  'put-shift-jis-declared.xml',
  'put-euc-jp.xml',
  'put-utf-16le-bom.xml',
  'put-utf-16be.xml',
  'put-crlf-bom-blank-lines.xml',
  'get-with-filter.xml',
  'confirm.xml',
]
const responses = [
  'put-response.xml',
  'get-response.xml',
  'get-response-nothing.xml',
  'confirm-response.xml',
  'fault.xml',
]

/** Bytes up to and with the last `>`: what follows is white space. */
function endOfRoot(message: Buffer): number {
  const wide = message[0] === 0xff ? 1 : 0
  return message.lastIndexOf('>') + 1 + wide
}

async function expectRefusedAtEveryByte(
  name: string,
  read: (bytes: Buffer) => Promise<unknown>,
): Promise<void> {
  const message = fixture(name)
  const end = endOfRoot(message)
  const faults = new Set<string>()
  for (let at = 0; at < end; at += 1) {
    const outcome: unknown = await read(message.subarray(0, at)).catch((error: unknown) => error)
    if (!isHikyakuError(outcome)) expect.unreachable(`${name} was taken when cut at byte ${at}`)
    faults.add(outcome.fault)
  }
  expect(faults).toContain('envelope-cut')
  await expect(read(message.subarray(0, end))).resolves.toBeDefined()
}

describe('a message cut at any byte is never taken for a whole one', () => {
  test.each(requests)('the request %s', (name) =>
    expectRefusedAtEveryByte(name, (bytes) => requestFrom(bytes)),
  )

  test.each(responses)('the answer %s', (name) =>
    expectRefusedAtEveryByte(name, (bytes) => responseFrom(bytes)),
  )

  test('also if it comes byte by byte', () =>
    expectRefusedAtEveryByte('put-cdata.xml', (bytes) => requestFrom(bytes, { chunk: 1 })))

  test('nothing at all is a cut one', async () => {
    await expect(requestFrom('')).rejects.toMatchObject({ fault: 'envelope-cut' })
    await expect(responseFrom(' \r\n')).rejects.toMatchObject({ fault: 'envelope-cut' })
    await expect(responseFrom('\ufeff')).rejects.toMatchObject({ fault: 'envelope-cut' })
  })
})
