import { expect, test } from 'vitest'
import { checkSettings, newPartner } from './partner-checks.ts'

const partner = {
  ...newPartner('jx-server', 'みどりストア１', { ownId: '491234', partnerId: '495678' }),
  url: 'https://edi.example/jx',
}

test('a name may be written in full width', () => {
  expect(() => {
    checkSettings(partner, {})
  }).not.toThrow()
})

test.each([
  ['ownId', '４９１２３４'],
  ['partnerId', '4956７8'],
  ['from', '49　1234'],
  ['url', 'https://ｅｄｉ.example/jx'],
])('%s in full width is refused: %s', (setting, value) => {
  const changed = { ...partner, [setting]: value }
  expect(() => {
    checkSettings(changed, {})
  }).toThrow(/全角|full-width/)
  // What stood before is no reason to refuse another change.
  if (setting !== 'url')
    expect(() => {
      checkSettings(changed, {}, changed)
    }).not.toThrow()
})
