import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { afterAll, expect, test } from 'vitest'
import { defined } from '../../../base/defined.ts'
import { opensslServer, type OpensslServer } from '../../../../test/support/openssl-server.ts'
import {
  dhParameters,
  weakChain,
  type WeakChain,
} from '../../../../test/support/weak-certificates.ts'
import { legacyLayer } from '../legacy-layer.ts'
import { tlsOptionsFor } from '../options.ts'
import { connectTls } from '../peer-chain.ts'
import { planTls, type TlsPlan } from '../policy/policy.ts'
import { localDay } from '../policy/waiver.ts'
import type { Weakening } from '../policy/weakenings.ts'
import type { TlsVersion } from '../versions.ts'

/** What a waiver names becomes weaker, and nothing else: each with real servers. */

interface Way {
  readonly what: string
  readonly allow: readonly Weakening[]
  readonly range: readonly [TlsVersion, TlsVersion]
  readonly suites?: readonly string[]
  readonly engine: TlsPlan['engine']
  readonly smallKeys?: boolean
}

const ways: readonly Way[] = [
  { what: 'nothing', allow: [], range: ['TLSv1.2', 'TLSv1.2'], engine: 'runtime' },
  { what: 'tls1.0', allow: ['tls1.0'], range: ['TLSv1', 'TLSv1'], engine: 'runtime' },
  {
    what: 'tls1.0 and tls1.1, in vain',
    allow: ['tls1.0', 'tls1.1'],
    range: ['TLSv1', 'TLSv1.2'],
    engine: 'runtime',
  },
  { what: 'tls1.1', allow: ['tls1.1'], range: ['TLSv1.1', 'TLSv1.1'], engine: 'runtime' },
  {
    what: 'ssl3, tls1.0 and null-suites of the engine of old',
    allow: ['ssl3', 'tls1.0', 'null-suites'],
    range: ['SSLv3', 'TLSv1'],
    suites: ['TLS_RSA_WITH_NULL_SHA'],
    engine: 'legacy',
  },
  {
    what: 'legacy-renegotiation',
    allow: ['legacy-renegotiation'],
    range: ['TLSv1.2', 'TLSv1.2'],
    engine: 'runtime',
  },
  {
    what: 'ssl3 and tls1.0 of the engine of old',
    allow: ['ssl3', 'tls1.0'],
    range: ['SSLv3', 'TLSv1'],
    suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'],
    engine: 'legacy',
  },
  {
    what: 'small-keys',
    allow: ['small-keys'],
    range: ['TLSv1.2', 'TLSv1.2'],
    engine: 'runtime',
    smallKeys: true,
  },
  {
    what: 'tls1.0 and small-keys',
    allow: ['tls1.0', 'small-keys'],
    range: ['TLSv1', 'TLSv1'],
    engine: 'runtime',
    smallKeys: true,
  },
  {
    what: 'ssl3, tls1.0 and small-keys of the engine of old',
    allow: ['ssl3', 'tls1.0', 'small-keys'],
    range: ['SSLv3', 'TLSv1'],
    suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'],
    engine: 'legacy',
    smallKeys: true,
  },
]

interface Peer {
  readonly what: string
  readonly chain: () => WeakChain
  /** What comes of it as a rule, and where small keys are waived. */
  readonly strict: string
  readonly smallKeys: string
}

const good = { key: 'RSA 2048' }
const oldCurve = { key: 'EC prime192v1' }
const oddCurve = { key: 'EC secp112r1' }
const peers: readonly Peer[] = [
  {
    what: 'RSA 2048',
    chain: () => weakChain(good, good),
    strict: 'connected',
    smallKeys: 'connected',
  },
  {
    what: 'RSA 1024',
    chain: () => weakChain(good, { key: 'RSA 1024' }),
    strict: 'EE certificate key too weak',
    smallKeys: 'connected',
  },
  {
    what: 'RSA 512',
    chain: () => weakChain(good, { key: 'RSA 512' }),
    strict: 'EE certificate key too weak',
    smallKeys: 'EE certificate key too weak',
  },
  {
    what: 'a CA with RSA 1024',
    chain: () => weakChain({ key: 'RSA 1024' }, good),
    strict: 'CA certificate key too weak',
    smallKeys: 'connected',
  },
  {
    what: 'a CA with RSA 512',
    chain: () => weakChain({ key: 'RSA 512' }, good),
    strict: 'CA certificate key too weak',
    smallKeys: 'CA certificate key too weak',
  },
  {
    what: 'SHA-1',
    chain: () => weakChain({ ...good, digest: 'sha1' }, good),
    strict: 'CA signature digest algorithm too weak',
    smallKeys: 'connected',
  },
  {
    what: 'MD5',
    chain: () => weakChain({ ...good, digest: 'md5' }, good),
    strict: 'CA signature digest algorithm too weak',
    smallKeys: 'CA signature digest algorithm too weak',
  },
  {
    what: 'a CA on a curve of 192 bits',
    chain: () => weakChain(oldCurve, good),
    strict: 'CA certificate key too weak',
    smallKeys: 'connected',
  },
  {
    what: 'a CA on a curve of 112 bits',
    chain: () => weakChain(oddCurve, good),
    strict: 'CA certificate key too weak',
    smallKeys: 'CA certificate key too weak',
  },
]

const opened: OpensslServer[] = []
afterAll(() => Promise.all(opened.map((server) => server.close())))

test.each(peers)('$what', async ({ chain: make, strict, smallKeys }) => {
  const chain = make()
  const server = await opensslServer({ ...chain, options: everything })
  opened.push(server)
  const seen = await Promise.all(
    ways.map(async (way) => [way.what, await attempt(way, server, chain)]),
  )
  expect(seen).toStrictEqual(
    ways.map((way) => [way.what, way.smallKeys === true ? smallKeys : strict]),
  )
})

const ephemeral = { suites: ['TLS_DHE_RSA_WITH_AES_128_CBC_SHA'] } as const

test.each([
  { bits: 1024, strict: /dh key too small|DH parameter size 1024/, smallKeys: /^connected$/ },
  { bits: 2048, strict: /^connected$/, smallKeys: /^connected$/ },
] as const)('Diffie-Hellman with $bits bits', async ({ bits, strict, smallKeys }) => {
  const chain = weakChain(good, good)
  const server = await opensslServer({ ...chain, dhparam: dhParameters(bits), options: everything })
  opened.push(server)
  for (const way of ways.filter(({ engine }) => engine === 'runtime')) {
    const seen = await attempt({ ...way, ...ephemeral }, server, chain)
    expect(seen, way.what).toMatch(way.smallKeys === true ? smallKeys : strict)
  }
})

test('a key exchange that is signed with SHA-1, in TLS 1.2', async () => {
  const chain = weakChain(good, good)
  const options = [...everything, '-sigalgs', 'RSA+SHA1']
  const server = await opensslServer({ ...chain, options })
  opened.push(server)
  const signed = { suites: ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'], engine: 'runtime' } as const
  const upToTls12 = { range: ['TLSv1.1', 'TLSv1.2'], ...signed } as const
  const both = { ...upToTls12, what: 'tls1.1', allow: ['tls1.1'] } as const
  expect(await attempt(both, server, chain)).toMatch(/handshake failure/)
  const small = { ...upToTls12, what: 'both', allow: ['tls1.1', 'small-keys'] } as const
  expect(await attempt(small, server, chain)).toBe('connected')
})

const everything = ['-cipher', 'ALL:COMPLEMENTOFALL:@SECLEVEL=0', '-min_protocol', 'TLSv1']

const now = new Date()

async function attempt(way: Way, { port }: OpensslServer, { ca }: WeakChain): Promise<string> {
  const plan = planOf(way, port)
  expect(plan.engine).toBe(way.engine)
  const socket = connectTcp(port, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  try {
    const secure = await secured(plan, socket, ca)
    await once(secure, 'secureConnect')
    secure.on('error', () => undefined)
    return 'connected'
  } catch (error) {
    return (error as Error).message
  } finally {
    socket.destroy()
  }
}

function secured(plan: TlsPlan, socket: Socket, ca: string): TLSSocket | Promise<TLSSocket> {
  const identity = { host: 'localhost', trust: [ca] }
  return plan.engine === 'runtime'
    ? connectTls({ ...tlsOptionsFor(plan, identity), host: 'localhost', socket })
    : legacyLayer(plan, identity, socket)
}

function planOf({ allow, range: [tlsMin, tlsMax], suites }: Way, port: number): TlsPlan {
  const [host, day] = [`127.0.0.1:${port}`, localDay(now)]
  const waiver = { allow, host, reason: 'a test', by: 'a test', since: day, until: day }
  const policy = {
    name: 'retailer',
    tlsMin,
    tlsMax,
    ...defined({ tlsSuites: suites }),
    ...(allow.length === 0 ? {} : { tlsWaiver: waiver }),
  }
  return planTls(policy, host, now)
}
