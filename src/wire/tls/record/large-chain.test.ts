import { afterAll, beforeAll, expect, test } from 'vitest'

import { call, endAll } from '../../../../test/support/connecting.ts'
import { testRoot, type TestCertificate } from '../../../../test/support/legacy/authority.ts'
import { deaf, rawServer } from '../../../../test/support/raw-server.ts'
import { diagramOf, diagramText, explain, seenCertificates } from '../index.ts'
import type { HandshakeRecord } from './handshake-record.ts'
import {
  mostText,
  peerChainOf,
  readRecord,
  readShortRecord,
  recordText,
  shortRecord,
} from './short-record.ts'

/** As much as OpenSSL takes from a server (100 KB of DER), most of it names. */

let root: TestCertificate
let leaf: TestCertificate
let record: HandshakeRecord
let closing: () => Promise<void> = () => Promise.resolve()

const count = 9000

beforeAll(async () => {
  root = await testRoot({ name: 'Root' })
  leaf = await root.issue({
    name: 'long'.repeat(2000),
    names: ['localhost', ...Array.from({ length: count }, (_, at) => address(at))],
  })
  const server = await rawServer(deaf, {
    tls: { cert: leaf.pem + root.pem, key: leaf.keyPem, minVersion: 'TLSv1.3' },
  })
  closing = () => server.close()
  const { recorder } = await call({
    port: server.port,
    tls: { ca: root.pem, servername: 'localhost' },
    recording: { host: 'localhost', versions: ['TLSv1.3'], ownChain: seenCertificates(leaf.pem) },
  })
  if (recorder === undefined) throw new Error('no record')
  record = recorder.failed(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))
})
afterAll(async () => {
  await endAll()
  await closing()
})

/** In DER a quarter of what it is as text. */
function address(at: number): string {
  return `198.${100 + (at >> 8)}.${100 + (at & 127)}.${100 + ((at >> 7) & 1)}`
}

test('a chain of TLS 1.3 with thousands of names is kept in bounds, and says what was left out', () => {
  expect(record.known?.version).toBe('TLSv1.3')
  expect(JSON.stringify(record).length).toBeGreaterThan(2 * mostText)
  const text = recordText(record)
  expect(text.length).toBeLessThanOrEqual(mostText)
  const read = readRecord(text)
  if (read === undefined) throw new Error('it cannot be read')
  // Nothing that explains a failure is lost: every message, every certificate, how it ended.
  expect(read.events).toEqual(record.events)
  expect(read.error).toEqual(record.error)
  const [own, issuer] = peerChainOf(read)
  const [seen] = peerChainOf(record)
  expect(own).toMatchObject({
    issuer: 'CN=Root',
    sha256: seen?.sha256,
    notAfter: seen?.notAfter,
    key: { kind: 'RSA', bits: 2048 },
  })
  expect(own?.names[0]).toBe('localhost')
  expect(own?.names.length).toBe(count + 1 - (own?.namesOmitted ?? 0))
  expect(own?.namesOmitted).toBeGreaterThan(0)
  expect(own?.subject).toMatch(/^CN=longlong.*…$/)
  expect(issuer?.subject).toBe('CN=Root')
  expect(explain(read).cause).toBe(explain(record).cause)
  for (const line of diagramText(diagramOf(read), 'en').split('\n')) {
    expect(line.length).toBeLessThan(200)
  }
  expect(diagramText(diagramOf(record), 'en').length).toBeLessThan(10_000)
})

test('so is the short record of a good handshake', () => {
  const text = JSON.stringify(shortRecord(record))
  expect(text.length).toBeLessThan(5000)
  expect(readShortRecord(text)?.peerChain.map(({ issuer }) => issuer)).toEqual([
    'CN=Root',
    'CN=Root',
  ])
})
