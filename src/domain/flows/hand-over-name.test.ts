import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { handOverName, patternTrouble, type NameValues } from './hand-over-name.ts'

const values: NameValues = {
  partner: 'yamada',
  partnerId: '4900000000019',
  flow: '発注受信 山田',
  type: 'Order',
  format: 'SecondGenEDI',
  date: '20260924',
  time: '070012',
  serial: 41,
  daySerial: 3,
  sender: '4900000000019',
  receiver: '4500000000011',
  messageId: 'm-1@example',
  name: 'order',
  id: 'D-1',
  extension: '.xml',
}

describe('the name of a file that is handed over', () => {
  test.each([
    ['{type}_{date}_{day-serial:3}{ext}', 'Order_20260924_003.xml'],
    ['{partner}/{date}/{serial:6}_{type}{ext}', 'yamada/20260924/000041_Order.xml'],
    ['ORDER.DAT', 'ORDER.DAT'],
    ['{flow}{ext}', '発注受信 山田.xml'],
  ])('%s', (pattern, name) => {
    expect(patternTrouble(pattern)).toBeUndefined()
    expect(handOverName(pattern, values)).toBe(name)
  })

  test.each([
    ['{typ}{ext}', '{typ}'],
    ['{TYPE}', '{TYPE}'],
    ['/etc/{id}', ''],
    ['a/../{id}', '..'],
    ['{serial:abc}', '{serial:abc}'],
  ])('%s is refused', (pattern, place) => {
    expect(patternTrouble(pattern)).toBe(place)
  })

  test('only the pattern makes folders, whatever the partner sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (type) => {
        const parts = handOverName('{partner}/{type}{ext}', { ...values, type }).split('/')
        expect(parts).toHaveLength(2)
        expect(parts[1]).not.toMatch(/^\.{1,2}$|^$|[\\:*?"<>|\u0000-\u001f]|[. ]$/)
      }),
    )
  })
})
