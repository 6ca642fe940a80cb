import { expect, test } from 'vitest'
import { retailer } from '../../../test/support/exchange-context.ts'
import { certificateInForce, settledPartner } from './certificate-in-force.ts'

const partner = {
  ...retailer,
  clientCertificate: 'old',
  nextClientCertificate: { name: 'new', from: '2026-07-01' },
}
const lastMoment = new Date(2026, 5, 30, 23, 59, 59, 999)
const firstMoment = new Date(2026, 6, 1)

test('a certificate takes its place with the first moment of its local day', () => {
  expect(certificateInForce(partner, lastMoment)).toBe('old')
  expect(certificateInForce(partner, firstMoment)).toBe('new')
  expect(certificateInForce(retailer, firstMoment)).toBeUndefined()
})

test('a switch is behind a partner once its day has come', () => {
  expect(settledPartner(partner, lastMoment)).toBe(partner)
  expect(settledPartner(partner, firstMoment)).toEqual({ ...retailer, clientCertificate: 'new' })
  expect(settledPartner(retailer, firstMoment)).toBe(retailer)
})
