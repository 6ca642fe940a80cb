import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../base/clock.ts'
import { createAuthority } from '../tls/index.ts'
import { opensslCall } from '../../../test/support/openssl-client.ts'
import { weakChain } from '../../../test/support/weak-certificates.ts'
import { listen, type Connection, type Listener } from './index.ts'

/** A caller's certificate is as strong as ours must be: no waiver is for callers. */

/** The runtime has no name for what is too weak. */
const refused = 'UNSPECIFIED'
const good = { key: 'RSA 2048' }
const callers = [
  ['RSA 2048', weakChain(good, good), undefined],
  ['RSA 1024', weakChain(good, { key: 'RSA 1024' }), refused],
  ['RSA 512', weakChain(good, { key: 'RSA 512' }), refused],
  ['a CA with RSA 1024', weakChain({ key: 'RSA 1024' }, good), refused],
  ['SHA-1', weakChain({ ...good, digest: 'sha1' }, good), refused],
  ['MD5', weakChain({ ...good, digest: 'md5' }, good), refused],
  ['a CA on 192 bits', weakChain({ key: 'EC prime192v1' }, good), refused],
  ['a CA on 112 bits', weakChain({ key: 'EC secp112r1' }, good), refused],
] as const

let listener: Listener
let connections: Connection[] = []

beforeAll(async () => {
  const now = systemClock.now()
  const authority = await createAuthority({ commonName: 'Practice CA', now })
  const server = await authority.issue({ commonName: 'localhost', use: 'server', now })
  listener = await listen({
    host: '127.0.0.1',
    port: 0,
    tls: { ...server, clientCas: callers.map(([, { ca }]) => ca) },
    onRequest: (_request, response, connection) => {
      connections.push(connection)
      response.end()
    },
  })
})
afterAll(() => listener.close())

test.each(callers)('%s', async (_what, { cert, key }, problem) => {
  connections = []
  const options = ['-tls1_2', '-cipher', 'ALL:@SECLEVEL=0']
  const input = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
  await opensslCall(listener.port, { cert, key, options, input })
  expect(
    connections.map(({ clientChain, clientProblem }) => [clientChain.length, clientProblem]),
  ).toEqual([[problem === undefined ? expect.any(Number) : 0, problem]])
})
