import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { receiveDocuments } from '../../src/domain/exchange/index.ts'
import type { ClientPartner } from '../../src/domain/partners/index.ts'
import { findHandshake } from '../../src/domain/handshakes/index.ts'
import { createAuthority } from '../../src/wire/tls/index.ts'
import { startTwoStations, type TwoStations } from '../support/two-stations.ts'

let stations: TwoStations
beforeAll(async () => {
  stations = await startTwoStations({ partner: { retries: 0 } })
})
afterAll(() => stations.close())

test('a good connection is kept in short, by both stations', async () => {
  const { supplier, retailer, partner } = stations
  const { exchangeId } = await receiveDocuments(supplier, partner)
  const ours = await findHandshake(supplier.ledger, exchangeId ?? '')
  expect(ours.short).toMatchObject({ role: 'client', version: 'TLSv1.3' })
  expect(ours.short?.peerChain[0]?.subject).toContain('localhost')
  await expect.poll(() => retailer.ledger.handshakes.latest('supplier', 'done')).toBeDefined()
  const theirs = await retailer.ledger.handshakes.latest('supplier', 'done')
  const { short } = await findHandshake(retailer.ledger, theirs?.id ?? '')
  expect(short?.role).toBe('server')
  expect(short?.peerChain[0]?.subject).toContain('supplier')
})

test('a failed one is kept in full and explained by its fault', async () => {
  const { supplier, partner } = stations
  const other = await createAuthority({ commonName: 'Another CA', now: systemClock.now() })
  const report = await receiveDocuments(supplier, { ...partner, trust: [other.certificatePem] })
  expect(report.outcome).toBe('failed')
  const found = await findHandshake(supplier.ledger, report.faults[0]?.id ?? '')
  expect(found.record?.events.length).toBeGreaterThan(0)
  expect(found.explanation?.cause).not.toBe('unknown')
  expect(found.diagram?.steps.length).toBeGreaterThan(1)
})

test('a certificate of another issuer than at the last success is told as such', async () => {
  const { supplier, retailer, partner } = stations
  await receiveDocuments(supplier, partner)
  const now = systemClock.now()
  const newCa = await createAuthority({ commonName: 'Successor CA', now })
  const certificate = await newCa.issue({
    commonName: 'localhost',
    names: ['localhost'],
    use: 'server',
    now,
  })
  const renewed = await retailer.serve({ port: 0, certificate })
  try {
    const url = `https://localhost:${renewed.port}/jx`
    const { faults } = await receiveDocuments(supplier, { ...partner, url })
    const [fault] = faults
    expect(fault?.params).toMatchObject({ tlsCause: 'issuer-changed' })
    expect(fault?.params['detailJa']).toMatch(/「Practice CA」から「Successor CA」に変わり/)
    const { explanation } = await findHandshake(supplier.ledger, fault?.id ?? '')
    expect(explanation?.cause).toBe('issuer-changed')
  } finally {
    await renewed.close()
  }
})

test('a caller whose certificate is another partner’s is one fault, with what to do', async () => {
  const { supplier, retailer, partner } = stations
  const caller = await retailer.ledger.partners.find('supplier')
  await retailer.ledger.partners.replace({ ...caller!, subject: 'CN=somebody' } as ClientPartner)
  try {
    await expect
      .poll(async () => (await receiveDocuments(supplier, partner)).outcome)
      .toBe('failed')
    await expect
      .poll(() => retailer.ledger.faults.count({ name: 'caller-certificate-refused' }))
      .toBe(1)
  } finally {
    await retailer.ledger.partners.replace(caller!)
  }
  const [fault] = await retailer.ledger.faults.search({ name: 'caller-certificate-refused' })
  expect(fault).toMatchObject({ partner: 'supplier', params: { address: '127.0.0.1' } })
  const { explanation } = await findHandshake(retailer.ledger, fault?.id ?? '')
  expect(explanation?.cause).toBe('caller-certificate-of-another')
  expect(explanation?.remedies[0]?.actions?.[0]).toEqual({
    place: 'trust',
    command: 'hikyaku partner set supplier --trust FILE',
  })
  await expect.poll(async () => (await receiveDocuments(supplier, partner)).outcome).toBe('done')
})

test('a caller that speaks no TLS is one fault at the server, with its record', async () => {
  const { retailer, port } = stations
  const plainStranger = (): ReturnType<typeof retailer.ledger.strangers.find> =>
    retailer.ledger.strangers.find('127.0.0.1', 'caller-speaks-plain-http')
  for (let count = 0; count < 3; count += 1) {
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end('GET / HTTP/1.1\r\n\r\n'))
      socket.on('error', () => undefined)
      socket.on('close', () => {
        resolve()
      })
      socket.resume()
    })
  }
  await expect.poll(async () => (await plainStranger())?.count).toBe(3)
  const stranger = await plainStranger()
  const fault = await retailer.ledger.faults.find(stranger?.faultId ?? '')
  expect(fault).toMatchObject({ name: 'caller-tls-failed', params: { address: '127.0.0.1' } })
  const { explanation } = await findHandshake(retailer.ledger, stranger?.handshakeId ?? '')
  expect(explanation?.cause).toBe(stranger?.cause)
})
