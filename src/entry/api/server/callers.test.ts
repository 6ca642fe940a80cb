import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { opensslCall } from '../../../../test/support/openssl-client.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { leftOut } from '../../../domain/handshakes/index.ts'
import { raiseFault } from '../../../domain/exchange/index.ts'

let served: ServedConsole
beforeAll(async () => {
  served = await servedConsole()
})
afterAll(() => served.end())

interface Row {
  readonly count: number
  readonly offered?: object
  readonly handshakeId?: string
  readonly faultId?: string
}

async function listed(): Promise<readonly Row[]> {
  const answer = await served.call('viewer', 'tls.callers')
  return ((await answer.json()) as { items: Row[] }).items
}

test('callers that are not known are told with their words, those left out by their number', async () => {
  const { ledger, clock } = served.station
  const params = {
    remote: '192.0.2.1:5',
    detail: 'no common version',
    detailJa: '共通のバージョンがない',
  }
  const error = new HikyakuError('database-failed', params)
  const { id: faultId } = await raiseFault(ledger, served.station, error, {})
  const seen = { firstAt: clock.now(), lastAt: clock.now(), count: 3 }
  await ledger.strangers.put({ ...seen, address: '192.0.2.1', cause: 'version', faultId })
  await ledger.strangers.put({ ...leftOut, ...seen, count: 70 })
  const items = await listed()
  expect(items.toSorted((a, b) => a.count - b.count)).toMatchObject([
    {
      address: '192.0.2.1',
      cause: 'version',
      detail: { en: 'no common version', ja: '共通のバージョンがない' },
      count: 3,
      faultId,
    },
    { cause: 'left-out', count: 70 },
  ])
  expect(JSON.stringify(items)).not.toContain(leftOut.address)
})

test('what a caller offered is told, and its fault leads to its handshake', async () => {
  const server = await served.station.serve({ port: 0 })
  await opensslCall(server.port, { options: ['-tls1_1', '-cipher', 'AES128-SHA:@SECLEVEL=0'] })
  const caller = await vi.waitFor(async () => {
    const found = (await listed()).find(({ offered }) => offered !== undefined)
    if (found === undefined) throw new Error('nobody called yet')
    return found
  })
  expect(caller.offered).toMatchObject({
    versions: ['TLSv1.1'],
    upTo: true,
    suites: expect.arrayContaining(['TLS_RSA_WITH_AES_128_CBC_SHA']) as unknown,
    serverName: 'localhost',
  })
  const params = { id: caller.faultId ?? '' }
  const fault = (await (await served.call('viewer', 'faults.show', { params })).json()) as Row
  expect(fault.handshakeId).toBe(caller.handshakeId)
  const handshake = await served.call('viewer', 'attempts.handshake', {
    params: { id: fault.handshakeId ?? '' },
  })
  expect(await handshake.json()).toMatchObject({
    explanation: { cause: 'client-speaks-no-common-version' },
  })
  await server.close()
})
