import { afterAll, beforeAll, expect, test } from 'vitest'

import { retailer } from '../../../../test/support/exchange-context.ts'
import { testRoot } from '../../../../test/support/legacy/authority.ts'
import { legacyTcpServer } from '../../../../test/support/legacy/tcp-server.ts'
import { rawServer } from '../../../../test/support/raw-server.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { receiveDocuments } from '../../../domain/exchange/index.ts'
import type { ServerPartner } from '../../../domain/partners/index.ts'

let served: ServedConsole
beforeAll(async () => {
  served = await servedConsole()
})
afterAll(() => served.end())

interface Told {
  readonly explanation: {
    readonly cause: string
    readonly side: string
    readonly advisory?: object
  }
}

/** What the console is told of the handshake of a receipt that fails at a port. */
async function toldOf(port: number): Promise<Told> {
  const { station } = served
  const url = `https://localhost:${port}/jx`
  const partner: ServerPartner = { ...retailer, name: `at-${port}`, url, retries: 0 }
  await station.ledger.partners.add(partner, {})
  const { faults } = await receiveDocuments(station, partner)
  const params = { id: faults[0]?.attemptId ?? '' }
  const shown = await served.call('viewer', 'faults.show', { params: { id: faults[0]?.id ?? '' } })
  const { side } = (await shown.json()) as { side: string }
  const answer = await served.call('viewer', 'attempts.handshake', { params })
  expect(answer.status).toBe(200)
  const told = (await answer.json()) as Told
  // The catalogue speaks of TLS as a whole; the fault of this one.
  expect(side).toBe(told.explanation.side)
  return told
}

test('a failed handshake comes with the known problem that it is, if it is one', async () => {
  const certificate = await (await testRoot()).issue()
  const suite = 'TLS_RSA_WITH_AES_128_CBC_SHA'
  const old = await legacyTcpServer({ version: 'TLSv1', suite, certificate })
  const { explanation } = await toldOf(old.port)
  expect(explanation).toMatchObject({
    cause: 'server-version-too-old',
    side: 'partner',
    advisory: {
      id: 'tls10-tls11-retired',
      title: { ja: 'TLS 1.0 / TLS 1.1 の廃止', en: 'TLS 1.0 and TLS 1.1 are retired' },
      text: { ja: expect.stringContaining('バージョンが一致せず') as string },
    },
  })
  await old.close()

  const plain = await rawServer(({ socket }) => {
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  })
  const other = await toldOf(plain.port)
  expect(other.explanation.cause).toBe('plain-http-on-port')
  expect(other.explanation.advisory).toBeUndefined()
  await plain.close()
})
