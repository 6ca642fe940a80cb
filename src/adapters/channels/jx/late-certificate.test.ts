import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { defined } from '../../../base/defined.ts'

import { endOf, openChannel } from '../../../../test/support/calling.ts'
import {
  certificatePages as pages,
  pageBytes,
  type CertificatePage,
} from '../../../../test/support/failing/certificate-pages.ts'
import { renegotiating } from '../../../../test/support/failing/renegotiating.ts'
import { rawServer, type RawCaller, type RawServer } from '../../../../test/support/raw-server.ts'
import { testRoot, type TestCertificate } from '../../../../test/support/legacy/authority.ts'
import type { Channel } from '../../../domain/exchange/index.ts'

/** Servers that want a client certificate only when they have read the request. */

let root: TestCertificate
let leaf: TestCertificate
let client: TestCertificate
const open: (Channel | RawServer | { close(): Promise<void> })[] = []

beforeAll(async () => {
  root = await testRoot()
  leaf = await root.issue()
  client = await root.issue({ name: 'supplier' })
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

type Version = 'TLSv1.2' | 'TLSv1.3'

/** How a Get fails there, and whether the partner can have acted on it. */
async function failure(
  port: number,
  { own, version = 'TLSv1.3' }: { own?: TestCertificate; version?: Version } = {},
): Promise<string> {
  const certificate = own && { chainPem: own.pem, keyPem: own.keyPem }
  const settings = { url: `https://localhost:${port}/jx`, trust: [root.pem], tlsMax: version }
  const channel = openChannel(port, settings, defined({ certificate }))
  open.push(channel)
  const { failure: failed } = await endOf(channel, 'get')
  return failed === undefined ? 'none' : `${failed.fault.fault} ${failed.outcome}`
}

async function server(
  script: (caller: RawCaller) => unknown,
  tls: { readonly requestCert?: boolean } = {},
): Promise<number> {
  const own = { cert: leaf.pem, key: leaf.keyPem, ca: root.pem, rejectUnauthorized: false }
  const opened = await rawServer(script, { tls: { ...own, ...tls } })
  open.push(opened)
  return opened.port
}

function answering(page: CertificatePage): (caller: RawCaller) => Promise<void> {
  return async ({ request, socket }) => {
    await request()
    socket.end(pageBytes(page))
  }
}

const asks = { requestCert: true }
type Page = keyof typeof pages

describe.each<Version>(['TLSv1.2', 'TLSv1.3'])('%s', (version) => {
  test.each<[Page, boolean, boolean, string]>([
    ['nginxNone', true, false, 'client-certificate-missing refused'],
    ['nginxWrong', true, true, 'client-certificate-not-accepted refused'],
    ['apache', false, false, 'client-certificate-missing refused'],
    ['apache', false, true, 'client-certificate-late refused'],
    ['iis', false, false, 'client-certificate-missing refused'],
    ['bare', true, false, 'client-certificate-missing refused'],
    ['bare', true, true, 'login-refused refused'],
    ['bare', false, false, 'login-refused refused'],
    ['other', true, false, 'http-refused in-doubt'],
  ])('%s, asked for: %s, at hand: %s → %s', async (page, isAsked, isOurs, expected) => {
    const port = await server(answering(pages[page]), isAsked ? asks : {})
    expect(await failure(port, { version, ...(isOurs ? { own: client } : {}) })).toBe(expected)
  })
})

test('a 403 of TLS 1.3 that asked for nothing may want the certificate late', async () => {
  const port = await server(answering(pages.bare))
  expect(await failure(port, { own: client })).toBe('client-certificate-late refused')
  expect(await failure(port, { own: client, version: 'TLSv1.2' })).toBe('login-refused refused')
})

test('a page that never ends is not waited for', async () => {
  const port = await server(async ({ request, socket }) => {
    await request()
    socket.write('HTTP/1.1 403 Forbidden\r\nContent-Length: 4000\r\n\r\n<h1>client certificate')
  }, asks)
  expect(await failure(port)).toBe('client-certificate-missing refused')
})

test('a reset after the request, as IIS does it in TLS 1.3', async () => {
  const port = await server(async ({ request, tcp }) => {
    await request()
    tcp.resetAndDestroy()
  })
  expect(await failure(port, { own: client })).toBe('cut-before-certificate in-doubt')
  expect(await failure(port)).toBe('connection-lost in-doubt')
})

test('a server that renegotiates for a certificate and leaves', async () => {
  const left = await renegotiating(leaf)
  open.push(left)
  expect(await failure(left.port, { version: 'TLSv1.2' })).toBe(
    'client-certificate-missing in-doubt',
  )
})
