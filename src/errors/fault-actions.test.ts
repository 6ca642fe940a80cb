import { expect, test } from 'vitest'

import { faultActions } from './index.ts'

test('the commands of a fault are filled with what is known, quoted for a shell', () => {
  const params = { partner: 'Example retailer', what: 'ssl3,tls1.0' }
  expect(faultActions({ name: 'tls-waiver-needed', params })).toEqual([
    {
      place: 'waiver',
      partner: 'Example retailer',
      command:
        'hikyaku tls waive "Example retailer" --allow ssl3,tls1.0 --reason TEXT --by NAME --until YYYY-MM-DD',
    },
  ])
})

test('what is not known stands in capitals, and leads to no settings', () => {
  const [first] = faultActions({ name: 'trust-expired', params: {} })
  expect(first).toEqual({
    place: 'trust',
    command: 'hikyaku partner set PARTNER --trust FILE',
  })
})

test('a fault of the log knows its partner and document beside its params', () => {
  const fault = { partner: 'retailer', documentId: 'D-1', params: { detail: 'x' } }
  const commands = faultActions({ name: 'partner-refused', ...fault }).map((one) => one.command)
  expect(commands).toEqual(['hikyaku partner show retailer', 'hikyaku document retake D-1'])
})

test('what the console cannot do has no place there', () => {
  expect(faultActions({ name: 'home-missing', params: {} })).toEqual([{ command: 'hikyaku init' }])
})
