import { expect, test } from 'vitest'

import { testRoot } from '../../../test/support/legacy/authority.ts'
import { describeCertificate } from './certificate-facts.ts'

test('a CA without extended key usage has no restriction, and is no defect', async () => {
  const root = await testRoot()
  expect(describeCertificate(root.pem)).toMatchObject({
    subject: 'CN=Legacy test root',
    extendedKeyUsage: [],
  })
})
