import { once } from 'node:events'
import { connect } from 'node:net'
import type { SecureVersion } from 'node:tls'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { defined } from '../../../base/defined.ts'

import { opensslServer } from '../../../../test/support/openssl-server.ts'
import { deaf, rawServer } from '../../../../test/support/raw-server.ts'
import { systemClock } from '../../../base/clock.ts'
import { createAuthority } from '../authority.ts'
import { runtimeSuites } from '../policy/initial-suites.ts'
import { allSuites, type CipherSuite } from '../suites/index.ts'
import { tlsVersions, type TlsVersion } from '../versions.ts'
import type { ClientHelloFact, ServerHelloFact } from '../wire/facts.ts'
import { HandshakeReader, readHandshake } from '../wire/handshake-reader.ts'
import { newShare } from './tls13-keys.ts'
import { writeClientHello, type HelloOrder } from './write-client-hello.ts'

const scsv = 'TLS_EMPTY_RENEGOTIATION_INFO_SCSV'
const host = fc.domain({ size: 'small' })
const address = fc.oneof(fc.ipV4(), fc.ipV6())
const version = fc.constantFrom(...tlsVersions)
const chosen = (from: readonly CipherSuite[], least: number): fc.Arbitrary<CipherSuite[]> =>
  fc.shuffledSubarray([...from], { minLength: least, maxLength: Math.min(from.length, 120) })

function read(hello: Uint8Array): ClientHelloFact {
  const [first, ...more] = readHandshake([{ from: 'client', bytes: hello }])
  expect(more).toEqual([])
  expect(first).toMatchObject({ from: 'client', fact: { kind: 'client-hello' } })
  return first?.fact as ClientHelloFact
}

/** Key shares are sent in TLS 1.3 only, and not always there. */
const asked = fc.record({
  version,
  suites: chosen(allSuites, 1),
  serverName: fc.option(fc.oneof(host, address, fc.constant('')), { nil: undefined }),
  shared: fc.boolean(),
  random: fc.uint8Array({ minLength: 32, maxLength: 32 }),
})

/** RFC 6066 §3: an address is no name. */
function sentName(name: string | undefined): string | undefined {
  return name === undefined || /^$|:|^[\d.]+$/.test(name) ? undefined : name
}

type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never

function expectSame({ version, suites, serverName, shared, random }: Asked): void {
  const [modern, old] = [version === 'TLSv1.3', version === 'SSLv3']
  const hello = writeClientHello({
    version,
    suites: suites.map(({ code }) => code),
    random,
    ...defined({ serverName }),
    ...(modern && shared ? { keyShare: newShare().publicKey } : {}),
  })
  const { serverName: named, ...fact } = read(hello)
  expect(fact).toMatchObject({
    form: 'tls',
    offset: 0,
    bytes: hello.byteLength - 5,
    recordVersion: old ? 'SSLv3' : 'TLSv1',
    version: modern ? 'TLSv1.2' : version,
    sessionIdBytes: modern ? 32 : 0,
    suites: [...suites.map(({ name }) => name), ...(modern ? [] : [scsv])],
    compression: ['null'],
    secureRenegotiation: !modern,
  })
  expect(fact.supportedVersions).toEqual(modern ? ['TLSv1.3'] : undefined)
  expect(fact.keyShares).toEqual(modern && shared ? ['x25519'] : undefined)
  expect(fact.signatureAlgorithms !== undefined).toBe(modern || version === 'TLSv1.2')
  expect(named).toBe(old ? undefined : sentName(serverName))
  expect(fact.extensions.length === 0).toBe(old)
  expect(hello.includes(Buffer.from(random))).toBe(true)
}

describe('a Client Hello of our own', () => {
  test('is read back as the same facts', () => {
    fc.assert(fc.property(asked, expectSame))
  })

  test('is new each time, so that no server takes one for another', () => {
    const hello = (): string =>
      writeClientHello({ version: 'TLSv1.2', suites: [0x002f] }).toString('hex')
    expect(hello()).not.toBe(hello())
  })
})

const spoken = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const

describe('is taken', () => {
  const closing: { close(): Promise<void> }[] = []
  afterAll(() => Promise.all(closing.map((server) => server.close())))

  /** What suits an RSA key and is on by default; the rest is offered too, and passed over. */
  const usable = (version: TlsVersion): CipherSuite[] =>
    runtimeSuites(version).filter(({ name }) =>
      version === 'TLSv1.3'
        ? !name.includes('CCM')
        : /^TLS_((EC)?DHE_)?RSA_WITH_(?!NULL)/.test(name),
    )
  const offers = fc.constantFrom(...spoken).chain((version) =>
    fc.record({
      version: fc.constant(version),
      known: chosen(usable(version), 1),
      others: chosen(allSuites, 0),
      serverName: fc.option(host, { nil: undefined }),
    }),
  )

  async function expectTaken(port: number): Promise<void> {
    await fc.assert(
      fc.asyncProperty(offers, async ({ version, known, others, serverName }) => {
        const suites = [...new Set([...others.slice(0, 60), ...known])]
        const answer = await answerTo(port, {
          version,
          suites: suites.map(({ code }) => code),
          ...defined({ serverName }),
          ...(version === 'TLSv1.3' ? { keyShare: newShare().publicKey } : {}),
        })
        expect(answer?.version).toBe(version)
        expect(suites.map(({ name }) => name)).toContain(answer?.suite)
      }),
      { numRuns: 40 },
    )
  }

  test('by OpenSSL, in each version it speaks', async () => {
    const server = await opensslServer({ ...(await serverPem()), options: everything })
    closing.push(server)
    await expectTaken(server.port)
  })

  test('by Node.js, in each version it speaks', async () => {
    const { cert, key } = await serverPem()
    const ciphers = 'ALL:@SECLEVEL=0'
    const minVersion: SecureVersion = 'TLSv1'
    const server = await rawServer(deaf, {
      tls: { cert, key, ciphers, minVersion, dhparam: 'auto' },
    })
    closing.push(server)
    await expectTaken(server.port)
  })
})

const everything = ['-cipher', 'ALL:@SECLEVEL=0', '-min_protocol', 'TLSv1']

async function serverPem(): Promise<{ cert: string; key: string }> {
  const now = systemClock.now()
  const authority = await createAuthority({ commonName: 'Hello CA', now })
  const order = { commonName: 'localhost', use: 'server', key: 'rsa', now } as const
  const { chainPem, keyPem } = await authority.issue(order)
  return { cert: chainPem, key: keyPem }
}

/** The Server Hello, or the retry that stands for it; nothing if the server refuses. */
async function answerTo(port: number, order: HelloOrder): Promise<ServerHelloFact | undefined> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return new Promise((resolve) => {
    const end = (fact?: ServerHelloFact): void => {
      socket.destroy()
      resolve(fact)
    }
    const reader = new HandshakeReader((from, fact) => {
      if (fact.kind === 'server-hello' || fact.kind === 'hello-retry-request') end(fact)
      else if (from === 'server') end()
    })
    socket.on('data', (bytes: Buffer) => {
      reader.push('server', bytes)
    })
    socket
      .on('error', () => undefined)
      .once('close', () => {
        end()
      })
    const hello = writeClientHello(order)
    reader.push('client', hello)
    socket.write(hello)
  })
}
