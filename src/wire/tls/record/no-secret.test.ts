import { constants, createPrivateKey, privateDecrypt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'

import { testContext } from '../../../../test/support/exchange-context.ts'
import { testRoot, type TestCertificate } from '../../../../test/support/legacy/authority.ts'
import { legacyTcpServer } from '../../../../test/support/legacy/tcp-server.ts'
import { findSecret, writtenAs } from '../../../../test/support/secrets/find-secret.ts'
import { recordingRelay } from '../../../../test/support/secrets/recording-relay.ts'
import { wireSecrets, type Secret } from '../../../../test/support/secrets/wire-secrets.ts'
import { randomText } from '../../../base/ids.ts'
import { noteOf } from '../../../adapters/channels/jx/handshake-note.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { openHttpClient, type CallFacts, type ConnectOrder } from '../../http/index.ts'
import { planTls, seenCertificates, type HandshakeRecord } from '../index.ts'
import { legacyLayer } from '../legacy-layer.ts'

const password = 'practice-password-4711'
const [document, answer] = ['<order>forty-two crates</order>', '<secret-answer-of-the-partner/>']

let root: TestCertificate
let leaf: TestCertificate
let client: TestCertificate
const ends: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  root = await testRoot()
  leaf = await root.issue()
  client = await root.issue({ name: 'supplier' })
})

afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()))
})

/** A server that answers one request, and tells the secrets of its connections. */
async function tlsServer(options: TlsOptions): Promise<{ port: number; keys: Secret[] }> {
  const keys: Secret[] = []
  const tls = createServer({
    ...{ cert: leaf.pem, key: leaf.keyPem, ca: root.pem, requestCert: true },
    ...options,
  })
  tls.on('keylog', (line) => {
    const [label = '', , value = ''] = line.toString().trim().split(' ')
    keys.push({ name: label, bytes: Buffer.from(value, 'hex') })
  })
  const sockets = new Set<TLSSocket>()
  tls.on('secureConnection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`)
    })
  })
  await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => tls.close(resolve))
  })
  return { port: (tls.address() as AddressInfo).port, keys }
}

interface Kept {
  readonly record: HandshakeRecord
  /** All of the bytes in which it is kept: as JSON, and in the files of a database. */
  readonly bytes: Buffer
}

/** Posts a document with a login, and keeps the record of it in full and in short. */
async function posted(port: number, layer: Partial<ConnectOrder>): Promise<Kept> {
  const http = openHttpClient({
    partner: 'retailer',
    host: 'localhost',
    port,
    explainTls: (error) => new HikyakuError('defect', { detail: error.message }),
    timeoutMilliseconds: 30_000,
    limits: { silenceMilliseconds: 30_000, minimumRate: 1, windowMilliseconds: 30_000 },
    recording: {
      host: 'localhost',
      versions: ['SSLv3', 'TLSv1.2', 'TLSv1.3'],
      ownChain: seenCertificates(client.pem),
    },
    ...layer,
  })
  const login = Buffer.from(`supplier:${password}`).toString('base64')
  const facts: CallFacts = { bytesSent: 0, bytesReceived: 0 }
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(document))
  }
  const order = { path: '/jx', headers: { authorization: `Basic ${login}` }, chunks }
  const read = async (): Promise<void> => {
    const { body } = await http.post(
      { ...order, contentLength: document.length, repeatable: false },
      facts,
    )
    for await (const chunk of body) expect(chunk.byteLength).toBeGreaterThan(0)
  }
  // The server of old says goodbye instead of an answer.
  await read().catch(() => undefined)
  await http.close()
  if (facts.record === undefined) throw new Error('no record')
  return { record: facts.record, bytes: await keptBytes(facts.record) }
}

async function keptBytes(record: HandshakeRecord): Promise<Buffer> {
  const context = await testContext()
  const note = noteOf(record, randomText)
  const { id, at, outcome } = note
  const [whole, short] = [note.whole(), note.short()]
  const rows = { at, outcome, partner: 'retailer' }
  const { handshakes } = context.ledger
  await context.ledger.commit(async (tables) => {
    await tables.handshakes.keep({ ...rows, id, form: 'whole', record: whole })
    await tables.handshakes.keep({ ...rows, id: `${id}S`, form: 'short', record: short })
  })
  // Records are packed in the files: as they lie there, and unpacked.
  const texts = [whole, short]
  for (const name of [id, `${id}S`]) texts.push((await handshakes.find(name))?.record ?? '')
  expect(texts.slice(2)).toEqual(texts.slice(0, 2))
  const files = readdirSync(context.home).filter((name) => name.startsWith('hikyaku.db'))
  const database = files.map((name) => readFileSync(join(context.home, name)))
  await context.end()
  return Buffer.concat([...texts.map((text) => Buffer.from(text)), ...database])
}

/** What is secret whatever the wire shows. */
function alwaysSecret(): Secret[] {
  const keys = [leaf, client].flatMap(({ keyPem }, at): Secret[] => {
    const { d = '', p = '' } = createPrivateKey(keyPem).export({ format: 'jwk' })
    // Its first lines hold the public half.
    const lines = keyPem.trim().split('\n').slice(-7, -1).join('\n')
    const owner = at === 0 ? 'server' : 'client'
    return [
      { name: `${owner}: private exponent`, bytes: Buffer.from(d, 'base64url') },
      { name: `${owner}: prime`, bytes: Buffer.from(p, 'base64url') },
      { name: `${owner}: key file`, bytes: Buffer.from(lines) },
    ]
  })
  const texts = { password, document, answer, login: `supplier:${password}` }
  const plain = Object.entries(texts).map(([name, text]) => ({ name, bytes: Buffer.from(text) }))
  return [...keys, ...plain]
}

const own = (): ConnectOrder['tls'] => ({
  ...{ ca: root.pem, servername: 'localhost', cert: client.pem, key: client.keyPem },
})

interface Shown extends Kept {
  readonly secrets: readonly Secret[]
}

async function overTls(version: 'TLSv1.2' | 'TLSv1.3', resumed: boolean): Promise<Shown> {
  const { port, keys } = await tlsServer({ minVersion: version, maxVersion: version })
  const relay = await recordingRelay(port)
  ends.push(() => relay.close())
  let session: Buffer | undefined
  const remember: Partial<ConnectOrder> = {
    tls: own() ?? {},
    onConnected: ({ socket }) => {
      if ('getSession' in socket) session = socket.getSession()
      // In TLS 1.3 it comes later, and may come more than once.
      socket.on('session', (given: Buffer) => {
        session = given
      })
    },
  }
  const first = await posted(relay.port, remember)
  if (!resumed) return { ...first, secrets: [...keys, ...wireSecrets(relay.take())] }
  const earlier = [...keys, ...wireSecrets(relay.take())]
  if (session === undefined) throw new Error('no session to go on with')
  const again = await posted(relay.port, { tls: { ...own(), session } })
  expect(again.record.known?.resumed).toBe(true)
  return { ...again, secrets: [...earlier, ...keys, ...wireSecrets(relay.take())] }
}

async function overSsl3(): Promise<Shown> {
  const server = await legacyTcpServer(
    {
      version: 'SSLv3',
      suite: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
      certificate: leaf,
      asksCertificate: true,
    },
    (_server, socket) => socket.end(),
  )
  const relay = await recordingRelay(server.port)
  ends.push(
    () => server.close(),
    () => relay.close(),
  )
  const day = (days: number): string =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const host = `localhost:${relay.port}`
  const allow = ['ssl3', 'tls1.0', 'weak-suites'] as const
  const tlsWaiver = { allow, host, reason: 'a test', by: 'a test', since: day(-1), until: day(1) }
  const plan = planTls(
    {
      ...{ name: 'retailer', tlsMin: 'SSLv3', tlsMax: 'TLSv1', tlsWaiver },
      tlsSuites: ['TLS_RSA_WITH_3DES_EDE_CBC_SHA'],
    },
    host,
    new Date(),
  )
  const certificate = { chainPem: client.pem, keyPem: client.keyPem }
  const identity = { host: 'localhost', trust: [root.pem], certificate }
  const kept = await posted(relay.port, {
    tls: {},
    engine: (socket, seen) => legacyLayer(plan, identity, socket, seen),
  })
  const secrets = wireSecrets(relay.take())
  return { ...kept, secrets: [...secrets, premasterIn(secrets)] }
}

/** RFC 6101 §5.6.7.1: SSL 3.0 encrypts it without a length before it. */
function premasterIn(secrets: readonly Secret[]): Secret {
  const sent = secrets.find(({ name }) => name.endsWith('client key exchange'))?.whole
  const padding = constants.RSA_PKCS1_PADDING
  const key = leaf.keyPem
  return { name: 'premaster', bytes: privateDecrypt({ key, padding }, sent ?? Buffer.alloc(0)) }
}

describe.each<[string, () => Promise<Shown>, readonly string[]]>([
  [
    'TLS 1.2 with a client certificate',
    () => overTls('TLSv1.2', false),
    ['client key exchange', 'certificate verify', 'session ticket', 'CLIENT_RANDOM'],
  ],
  [
    'TLS 1.3 with a client certificate',
    () => overTls('TLSv1.3', false),
    ['client: key share', 'server: key share', 'record of type 23', 'TRAFFIC_SECRET'],
  ],
  ['TLS 1.2, resumed', () => overTls('TLSv1.2', true), ['client: offered ticket', 'random']],
  ['TLS 1.3, resumed', () => overTls('TLSv1.3', true), ['client: offered ticket', 'random']],
  ['SSL 3.0 by the engine', overSsl3, ['premaster', 'client key exchange', 'certificate verify']],
])('%s', (_name, make, mustHave) => {
  test('keeps no secret', async () => {
    const { record, bytes, secrets } = await make()
    expect(record.outcome).toBe('done')
    expect(record.events.length).toBeGreaterThan(4)
    const all = [...secrets, ...alwaysSecret()]
    for (const name of mustHave) {
      expect(all.map((secret) => secret.name).join('\n')).toContain(name)
    }
    expect(findSecret(bytes, all)).toBeUndefined()
    // Any of them would be found, in any form, were it there.
    for (const secret of all) {
      for (const write of Object.values(writtenAs)) {
        const planted = Buffer.from(`{"planted":"${write(secret.bytes)}"}`, 'latin1')
        expect(findSecret(planted, [secret])).toContain(secret.name)
      }
    }
  })
})
