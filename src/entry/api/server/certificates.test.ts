import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { retailer } from '../../../../test/support/exchange-context.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import type { ServerPartner } from '../../../domain/partners/index.ts'
import { createAuthority } from '../../../wire/tls/index.ts'

let served: ServedConsole
let folder: string

beforeAll(async () => {
  served = await servedConsole()
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-csr-'))
})
afterAll(async () => {
  await served.end()
  rmSync(folder, { recursive: true, force: true })
})

const faultOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  ((await answer.json()) as { name: string }).name,
]

async function audited(): Promise<string[]> {
  const answer = await served.call('admin', 'audit.list')
  const { items } = (await answer.json()) as { items: { action: string; subject: string }[] }
  return items.map(({ action, subject }) => `${action} ${subject}`)
}

/** A CA of another program signs what the request says. */
async function issue(csr: string): Promise<string> {
  const authority = await createAuthority({
    commonName: 'CA',
    now: served.station.clock.now(),
  })
  writeFileSync(join(folder, 'ca.pem'), authority.certificatePem)
  writeFileSync(join(folder, 'ca.key'), authority.keyPem)
  writeFileSync(join(folder, 'request.csr'), csr)
  const words =
    'x509 -req -in request.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 90 -copy_extensions copy -out issued.pem'
  execFileSync('openssl', words.split(' '), { cwd: folder, stdio: 'pipe' })
  return readFileSync(join(folder, 'issued.pem')).toString('base64')
}

test('a certificate is requested, its CSR downloaded, and the answer joins the key', async () => {
  const order = { name: 'edi-2027', subject: 'CN=supplier-a,C=JP', key: 'p256' }
  const made = await served.call('admin', 'certificate-requests.make', { body: order })
  expect(made.status).toBe(201)
  const params = { name: 'edi-2027' }
  const csr = await served.call('viewer', 'certificate-requests.csr', { params })
  expect(csr.headers.get('content-disposition')).toMatch(/^attachment; filename="edi-2027.csr"/)
  const text = await csr.text()
  expect((await made.json()) as object).toMatchObject({ name: 'edi-2027', requestPem: text })
  const again = served.call('admin', 'certificate-requests.make', { body: order })
  expect(await faultOf(await again)).toEqual([409, 'certificate-exists'])

  const answer = { name: 'edi-2027', fileName: 'issued.pem', content: await issue(text) }
  const imported = await served.call('admin', 'certificates.import', { body: answer })
  expect([imported.status, await imported.json()]).toMatchObject([
    201,
    { certificate: { name: 'edi-2027', key: 'EC prime256v1' }, warnings: [] },
  ])
  const waiting = await served.call('viewer', 'certificate-requests.list')
  expect(await waiting.json()).toEqual({ items: [] })
  expect((await audited()).slice(0, 2)).toEqual([
    'certificate.import edi-2027',
    'certificate.request edi-2027',
  ])
})

test('a subject that is none is refused by name, and a request that is withdrawn is gone', async () => {
  const bad = { name: 'bad', subject: 'nonsense' }
  const refused = await served.call('admin', 'certificate-requests.make', { body: bad })
  expect(refused.status).toBe(422)
  expect(await refused.json()).toMatchObject({ name: 'setting-invalid', field: 'subject' })
  const body = { name: 'mistake', subject: 'CN=mistake', key: 'p256' }
  await served.call('admin', 'certificate-requests.make', { body })
  const params = { name: 'mistake' }
  const withdraw = () => served.call('admin', 'certificate-requests.withdraw', { params })
  expect((await withdraw()).status).toBe(204)
  expect(await served.station.ledger.certificateRequests.key('mistake')).toBeUndefined()
  expect(await faultOf(await withdraw())).toEqual([404, 'certificate-unknown'])
  const csr = await served.call('viewer', 'certificate-requests.csr', { params })
  expect(await faultOf(csr)).toEqual([404, 'certificate-unknown'])
  expect((await audited())[0]).toBe('certificate.withdraw mistake')
})

test('the next certificate of a partner is planned, checked, and given up', async () => {
  const { ledger, clock } = served.station
  const authority = await createAuthority({ commonName: 'CA', now: clock.now() })
  for (const name of ['now', 'next']) {
    const issued = await authority.issue({ commonName: name, use: 'client', now: clock.now() })
    const certificate = { name, chainPem: issued.chainPem, importedAt: clock.now() }
    await ledger.certificates.add(certificate, issued.keyPem)
  }
  await ledger.partners.add({ ...retailer, clientCertificate: 'now' }, {})
  const params = { name: retailer.name }
  const plan = (body: object): Promise<Response> =>
    served.call('admin', 'partners.plan-certificate', { params, body })
  const planned = { name: 'next', from: '2999-04-01' }
  expect(await (await plan(planned)).json()).toMatchObject({
    partner: { clientCertificate: 'now', nextClientCertificate: planned },
  })
  expect(await faultOf(await plan({ ...planned, name: 'nothing' }))).toEqual([
    404,
    'certificate-unknown',
  ])
  expect(await faultOf(await plan({ ...planned, from: '2001-01-01' }))).toEqual([
    422,
    'setting-invalid',
  ])
  expect(await faultOf(await plan({ ...planned, from: '2999-02-30' }))).toEqual([
    400,
    'request-invalid',
  ])
  const used = await served.call('admin', 'certificates.remove', { params: { name: 'next' } })
  expect(await faultOf(used)).toEqual([409, 'certificate-in-use'])
  const given = await served.call('admin', 'partners.unplan-certificate', { params })
  expect(given.status).toBe(200)
  const after = (await ledger.partners.find(retailer.name)) as ServerPartner
  expect(after).toEqual({ ...retailer, clientCertificate: 'now' })
  expect((await audited()).slice(0, 2)).toEqual([
    'partner.change retailer',
    'partner.change retailer',
  ])
})

test('a certificate is replaced on a day with all that use it, and the calendar shows it', async () => {
  const { ledger, clock } = served.station
  const authority = await createAuthority({ commonName: 'CA', now: clock.now() })
  for (const name of ['in-use', 'newer']) {
    const issued = await authority.issue({ commonName: name, use: 'client', now: clock.now() })
    const { chainPem, keyPem } = issued
    await ledger.certificates.add({ name, chainPem, importedAt: clock.now() }, keyPem)
  }
  for (const name of ['shop-1', 'shop-2']) {
    await ledger.partners.add({ ...retailer, name, clientCertificate: 'in-use' }, {})
  }
  const params = { name: 'in-use' }
  const body = { next: 'newer', from: '2099-12-14' }
  const viewer = await served.call('operator', 'certificates.replace', { params, body })
  expect(viewer.status).toBe(403)
  const booked = await served.call('admin', 'certificates.replace', { params, body })
  expect(await booked.json()).toEqual({ partners: ['shop-1', 'shop-2'], warnings: [] })
  const entries = await audited()
  expect((await served.call('admin', 'certificates.replace', { params, body })).status).toBe(200)
  expect(await audited()).toEqual(entries)
  const ends = (await (await served.call('viewer', 'certificates.ends')).json()) as {
    items: { certificate?: string }[]
  }
  expect(ends.items.find(({ certificate }) => certificate === 'in-use')).toMatchObject({
    kind: 'own',
    partners: ['shop-1', 'shop-2'],
    booked: [
      { partner: 'shop-1', name: 'newer', from: '2099-12-14' },
      { partner: 'shop-2', name: 'newer', from: '2099-12-14' },
    ],
  })
  const late = { params, body: { ...body, partners: ['shop-1', retailer.name] } }
  expect(await faultOf(await served.call('admin', 'certificates.replace', late))).toEqual([
    422,
    'setting-invalid',
  ])
})

test('a look at the certificates tells of those that end soon, once', async () => {
  const { ledger, clock } = served.station
  const authority = await createAuthority({ commonName: 'CA', now: clock.now() })
  const issued = await authority.issue({
    commonName: 'short',
    use: 'client',
    now: clock.now(),
    days: 5,
  })
  const certificate = { name: 'short', chainPem: issued.chainPem, importedAt: clock.now() }
  await ledger.certificates.add(certificate, issued.keyPem)
  const look = async (): Promise<unknown> =>
    (await served.call('operator', 'certificates.check')).json()
  expect(await look()).toMatchObject({ raised: [{ name: 'certificate-expiring' }] })
  expect(await look()).toEqual({ raised: [] })
})

test('a file of CAs is read whatever its form, and refused whole if something is wrong', async () => {
  const { certificatePem } = await createAuthority({
    commonName: 'Partner CA',
    now: served.station.clock.now(),
  })
  const read = (bytes: Uint8Array): Promise<Response> => {
    const content = Buffer.from(bytes).toString('base64')
    return served.call('admin', 'certificates.read-trust', {
      body: { fileName: 'ca.txt', content },
    })
  }
  for (const bytes of [
    Buffer.from(certificatePem),
    new X509Certificate(certificatePem).raw,
    Buffer.from(`\uFEFF${certificatePem}`, 'utf16le'),
    Buffer.from(certificatePem.replaceAll(/-----[^-]+-----/g, '')),
  ]) {
    const { items } = (await (await read(bytes)).json()) as { items: { pem: string }[] }
    expect(items).toMatchObject([{ pem: new X509Certificate(certificatePem).toString() }])
  }
  const cut = Buffer.from(certificatePem.slice(0, 200) + certificatePem)
  expect(await faultOf(await read(cut))).toEqual([422, 'certificate-unreadable'])
})

test('of a file with several keys the one that is named is taken', async () => {
  const authority = await createAuthority({
    commonName: 'CA',
    now: served.station.clock.now(),
  })
  const order = { use: 'client', now: served.station.clock.now() } as const
  const [one, other] = [
    await authority.issue({ ...order, commonName: 'alpha' }),
    await authority.issue({ ...order, commonName: 'beta' }),
  ]
  const both = one.chainPem + one.keyPem + other.chainPem + other.keyPem
  const body = { name: 'two', fileName: 'two.pem', content: Buffer.from(both).toString('base64') }
  const refused = await served.call('admin', 'certificates.import', { body })
  expect(await faultOf(refused)).toEqual([422, 'certificate-keys-several'])
  const taken = await served.call('admin', 'certificates.import', {
    body: { ...body, key: 'beta' },
  })
  expect([taken.status, await taken.json()]).toMatchObject([
    201,
    { certificate: { name: 'two', subject: expect.stringContaining('beta') as unknown } },
  ])
})
