import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawServer, type RawServer } from '../../../../test/support/raw-server.ts'
import { isHikyakuError } from '../../../errors/index.ts'
import { tlsOptionsFor } from '../options.ts'
import { connectTls } from '../peer-chain.ts'
import { planTls, type TlsPolicy } from '../policy/policy.ts'
import type { ClientHelloFact } from '../wire/facts.ts'
import { HandshakeReader } from '../wire/handshake-reader.ts'
import { parseGroupList } from './group-list.ts'
import { groupByName, initialGroups, keyGroups, withoutPostQuantum } from './groups.ts'

const standard = { name: 'retailer', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' } as const
let server: RawServer
let heard: (bytes: Buffer) => void
beforeAll(async () => {
  server = await rawServer(({ socket }) =>
    socket.on('data', (bytes: Buffer) => {
      heard(bytes)
    }),
  )
})
afterAll(() => server.close())

test('the initial groups are those that the library offers by itself', async () => {
  expect((await helloOf(standard)).groups).toEqual(initialGroups)
})

test('what is set is offered in its order, and the first one with a key', async () => {
  const tlsGroups = ['secp384r1', 'X25519MLKEM768', 'x25519', 'ffdhe2048']
  expect(await helloOf({ ...standard, tlsGroups })).toMatchObject({
    groups: tlsGroups,
    keyShares: ['secp384r1'],
  })
})

test.each(keyGroups)('$name is offered alone where its version allows it', async (group) => {
  const { name, modern } = group
  const range = modern ? ({ tlsMin: 'TLSv1.3' } as const) : ({ tlsMax: 'TLSv1.2' } as const)
  expect((await helloOf({ ...standard, ...range, tlsGroups: [name] })).groups).toEqual([name])
  const other = modern && group.early ? 'none' : 'tls-groups-unusable'
  expect(faultOf(() => plan({ ...standard, tlsGroups: [name] }))).toBe(other)
})

test('without post-quantum groups a hello fits into one packet', async () => {
  const tlsGroups = withoutPostQuantum()
  expect((await helloOf(standard)).bytes).toBeGreaterThan(1400)
  expect((await helloOf({ ...standard, ...(tlsGroups && { tlsGroups }) })).bytes).toBeLessThan(600)
  expect(withoutPostQuantum(['X25519MLKEM768'])).toEqual(['x25519'])
  expect(withoutPostQuantum(['secp256r1'])).toBeUndefined()
})

test('suites that need no group need none of a list', () => {
  const old = { ...standard, tlsMax: 'TLSv1.2', tlsGroups: ['MLKEM768'] } as const
  const tlsSuites = ['TLS_RSA_WITH_AES_128_GCM_SHA256']
  expect(faultOf(() => plan(old))).toBe('tls-groups-unusable')
  expect(faultOf(() => plan({ ...old, tlsSuites }))).toBe('none')
})

test.each([
  ['', 'group-list-empty', ''],
  ['x25519, secp256r1', 'group-list-blank', ''],
  ['x25519,x25519', 'group-repeated', ''],
  ['x25519,P-256', 'group-unknown', 'Did you mean secp256r1?'],
  ['X25519', 'group-unknown', 'Did you mean x25519?'],
  ['x25519;secp256r1', 'group-unknown', 'Put a comma (,) between the names.'],
  ['x25519,', 'group-unknown', 'A name is missing, or a comma is one too many.'],
  ['secp160k1', 'group-unknown', `There are: ${keyGroups.map(({ name }) => name).join(', ')}.`],
])('a list of %j is refused: %s', (text, fault, hint) => {
  expect(faultOf(() => parseGroupList(text))).toBe(`${fault} ${hint}`.trim())
})

test('a list is read in its order', () => {
  expect(parseGroupList('secp256r1,x25519')).toEqual(
    ['secp256r1', 'x25519'].map((name) => groupByName(name)),
  )
})

function plan(policy: TlsPolicy): ReturnType<typeof planTls> {
  return planTls(policy, 'localhost:443', new Date())
}

function faultOf(work: () => unknown): string {
  try {
    work()
    return 'none'
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    return `${error.fault} ${String(error.params['hint'] ?? '')}`.trim()
  }
}

async function helloOf(policy: TlsPolicy): Promise<ClientHelloFact> {
  const socket = connectTcp(server.port, '127.0.0.1')
  socket.on('error', () => undefined)
  try {
    await once(socket, 'connect')
    return await new Promise((resolve, reject) => {
      const reader = new HandshakeReader((_, fact) => {
        if (fact.kind === 'client-hello') resolve(fact)
      })
      heard = (bytes) => {
        reader.push('client', bytes)
      }
      const options = tlsOptionsFor(plan(policy), { host: 'localhost', trust: [] })
      connectTls({ ...options, socket }).on('error', reject)
    })
  } finally {
    socket.destroy()
  }
}
