import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { createServer, type TlsOptions } from 'node:tls'
import { expect, test } from 'vitest'

import { manyGroups } from '../../../../test/support/many-groups.ts'
import { systemClock } from '../../../base/clock.ts'
import { createAuthority } from '../authority.ts'
import { groupName } from '../wire/algorithm-names.ts'
import { surveyGroups } from './groups.ts'
import type { TlsCheckReport } from './report.ts'
import { runTlsCheck } from './run-check.ts'
import type { VersionAnswer } from './survey.ts'
import type { HelloAnswer, TlsCheck } from './tls-check.ts'

/** A server that asks for a key of each group in turn, until it has no more. */
function serverWith(count: number): TlsCheck {
  const answer = ({ groups = [] }: { groups?: readonly number[] }, asked: number): HelloAnswer => {
    const [first] = groups
    const refused = asked >= count || first === undefined
    return {
      ended: 'answered',
      facts: [
        refused
          ? { kind: 'alert', name: 'handshake_failure' }
          : { kind: 'hello-retry-request', group: groupName(first) },
      ] as unknown as HelloAnswer['facts'],
    }
  }
  let asked = 0
  return {
    order: { host: 'localhost' },
    ask: (_question: unknown, hello: { groups?: readonly number[] }) =>
      Promise.resolve(answer(hello, asked++)),
  } as unknown as TlsCheck
}

const newest = { version: 'TLSv1.3', hello: {}, suites: [] } as unknown as VersionAnswer

test('a server of many groups: as many as are asked for are named, and that there may be more', async () => {
  const seen = await surveyGroups(serverWith(15), newest)
  expect(seen?.groups).toHaveLength(12)
  expect(new Set(seen?.groups).size).toBe(12)
  expect(seen?.complete).toBe(false)
})

test('of one that refuses the rest all are known', async () => {
  const seen = await surveyGroups(serverWith(3), newest)
  expect(seen).toMatchObject({ complete: true })
  expect(seen?.groups).toHaveLength(3)
})

async function checked(groups: readonly string[]): Promise<TlsCheckReport> {
  const now = systemClock.now()
  const authority = await createAuthority({ commonName: 'Groups CA', now })
  const names = ['localhost']
  const issued = await authority.issue({ commonName: 'localhost', names, use: 'server', now })
  const options: TlsOptions = { cert: issued.chainPem, key: issued.keyPem, minVersion: 'TLSv1.3' }
  const server = createServer({ ...options, ecdhCurve: groups.join(':') })
  server.on('tlsClientError', () => undefined)
  server.on('secureConnection', (socket) => socket.on('error', () => undefined))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  try {
    return await runTlsCheck({
      host: 'localhost',
      port,
      policy: { name: 'retailer', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' },
      isPartner: true,
      trust: [authority.certificatePem],
      clock: systemClock,
      limits: { pauseMilliseconds: 0 },
      connect: async () => {
        const socket = connect(port, '127.0.0.1')
        await once(socket, 'connect')
        return socket
      },
    })
  } finally {
    server.close()
  }
}

test.each([
  [16, { length: 12, complete: false }],
  [9, { length: 9, complete: true }],
])('a real server of %i groups is told as what it is', async (count, { length, complete }) => {
  const { groups } = await checked(manyGroups.slice(0, count))
  expect(groups).toMatchObject({ complete })
  expect(groups?.names).toHaveLength(length)
})
