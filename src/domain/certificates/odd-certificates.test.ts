import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { pemOf } from '../../../test/support/curves/der-certificate.ts'
import { isNamed, made, oddKeyPem, oddShapes } from '../../../test/support/curves/odd-shapes.ts'
import { retailer } from '../../../test/support/exchange-context.ts'
import { describeChain } from '../../wire/tls/index.ts'
import { checkSettings } from '../partners/partner-checks.ts'
import { certificateDoubts } from './certificate-doubts.ts'
import { certificateWarnings } from './certificates.ts'
import { chainForKey } from './chain-for-key.ts'
import { anchorEnds } from './expiry.ts'

const now = new Date()

/** Each place of the business that reads a certificate which somebody else made. */
const places: Readonly<Record<string, (pem: string) => unknown>> = {
  'what stands against a client certificate': (chainPem) => [
    describeChain(chainPem).map((one) => certificateDoubts(one, now)),
    certificateWarnings({ name: 'own', chainPem: chainPem + chainPem, importedAt: now }, [], now),
  ],
  'the ends of trusted CAs': (pem) => anchorEnds({ name: 'p', trust: [pem, pem] }, now),
  'a certificate for a key that waits': (pem) =>
    chainForKey(oddKeyPem, { name: 'own', file: 'own.pem', bytes: Buffer.from(pem) }),
  'the settings of a partner': (pem) => {
    checkSettings({ ...retailer, trust: [pem] }, {})
  },
}

describe('a certificate of any shape makes no defect of', () => {
  test.each(Object.entries(places))('%s', (_name, place) => {
    let parsed = 0
    fc.assert(
      fc.property(oddShapes, (shape) => {
        const certificate = made(shape)
        if (certificate === undefined) return true
        parsed += 1
        try {
          place(pemOf(certificate.raw))
          return true
        } catch (error) {
          if (isNamed(error)) return true
          throw error
        }
      }),
      { numRuns: 100 },
    )
    expect(parsed).toBeGreaterThan(30)
  })
})
