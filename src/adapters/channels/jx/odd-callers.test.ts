import fc from 'fast-check'
import { X509Certificate } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'

import { systemClock } from '../../../base/clock.ts'
import { randomText } from '../../../base/ids.ts'
import { noSteps } from '../../../domain/exchange/index.ts'
import type { ClientPartner } from '../../../domain/partners/index.ts'
import type { Connection } from '../../../wire/http/index.ts'
import { derCertificate, pemOf } from '../../../../test/support/curves/der-certificate.ts'
import {
  isNamed,
  made,
  oddKey,
  oddKeyPem,
  oddShapes,
  unknownKey,
} from '../../../../test/support/curves/odd-shapes.ts'
import { retailer, supplier, testContext } from '../../../../test/support/exchange-context.ts'
import { deaf, rawServer } from '../../../../test/support/raw-server.ts'
import { readAnswer, startServing } from '../../../../test/support/serving.ts'
import { Authentication } from './authentication.ts'
import { testConnection } from './index.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const { publicKey: key, privateKey: signer } = oddKey
const caPem = pemOf(derCertificate({ subject: 'CA', issuer: 'CA', key, signer, ca: true }))
/** CAs of other partners: one without a name, one whose key nobody can read. */
const oddCas = [
  pemOf(derCertificate({ subject: [], issuer: [], key, signer, ca: true })),
  pemOf(
    derCertificate({
      ...{ subject: 'CA', issuer: 'CA', key, signer, ca: true },
      keyDer: unknownKey(Buffer.alloc(8)),
    }),
  ),
]
const byCertificate: ClientPartner = {
  ...supplier,
  trust: [...oddCas, caPem],
  subject: 'CN=supplier',
}
const nameless = {
  chainPem: pemOf(derCertificate({ subject: [], issuer: 'CA', key, signer, ca: false })),
  keyPem: oddKeyPem,
}

test('a caller with a certificate of any shape is refused by name', async () => {
  const context = await testContext({ clock: systemClock })
  closing.push(() => context.end())
  await context.ledger.partners.remove(supplier.name)
  await context.ledger.partners.add(byCertificate, {})
  const authentication = new Authentication(context)
  let met = 0
  await fc.assert(
    fc.asyncProperty(oddShapes, async (shape) => {
      const leaf = made({ ...shape, issuer: 'CA' })
      if (leaf === undefined) return
      met += 1
      const clientChain = [leaf, new X509Certificate(caPem)]
      const failure = await authentication
        .identify(undefined, { ...connection, clientChain })
        .catch((error: unknown) => error)
      if (!isNamed(failure)) throw failure
    }),
    { numRuns: 150 },
  )
  expect(met).toBeGreaterThan(50)
})

const connection: Connection = {
  remote: '192.0.2.1:4000',
  version: 'TLSv1.3',
  suite: 'TLS_AES_128_GCM_SHA256',
  clientChain: [],
  trusted: () => undefined,
  onClose: () => undefined,
}

test('a caller whose certificate has no subject is told that it is not let in', async () => {
  const serving = await startServing({ partners: [byCertificate], clientCas: [...oddCas, caPem] })
  closing.push(() => serving.close())
  const answer = await serving.call({ user: false, certificate: nameless, body: '<a/>' })
  expect(answer.status).toBe(401)
  expect((await readAnswer(answer.body)).message).toMatchObject({ detail: '20121101' })
  expect(serving.events.map(({ event }) => event)).not.toContain('defect')
})

test('a connection test passes the certificate of a server without a subject', async () => {
  const server = await rawServer(deaf, { tls: { cert: nameless.chainPem, key: oddKeyPem } })
  closing.push(() => server.close())
  const url = `https://localhost:${server.port}/jx`
  const { stages } = await testConnection(
    {
      partner: { ...retailer, url, trust: [...oddCas, caPem], timeoutSeconds: 1 },
      secrets: {},
      clock: systemClock,
      random: randomText,
      steps: noSteps,
      limits: { documentBytes: 2 ** 20, minimumRate: 1, rateWindowSeconds: 60 },
    },
    { onStage: () => undefined },
  )
  const of = (name: string) => stages.find((stage) => stage.name === name)
  expect([of('server-certificate')?.state, of('soap')?.fault?.fault]).toEqual([
    'passed',
    'answer-stalled',
  ])
})
