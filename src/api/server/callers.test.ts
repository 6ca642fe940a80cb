import { afterAll, beforeAll, expect, test } from 'vitest'

import { servedConsole, type ServedConsole } from '../../../test/support/served-console.ts'
import { HikyakuError } from '../../errors/index.ts'
import { leftOut, raiseFault } from '../../exchange/index.ts'

let served: ServedConsole
beforeAll(async () => {
  served = await servedConsole()
})
afterAll(() => served.end())

test('callers that are not known are told with their words, those left out by their number', async () => {
  const { ledger, clock } = served.station
  const params = { remote: '192.0.2.1:5', detail: 'no common version', detailJa: '共通の版がない' }
  const error = new HikyakuError('database-failed', params)
  const { id: faultId } = await raiseFault(ledger, served.station, error, {})
  const seen = { firstAt: clock.now(), lastAt: clock.now(), count: 3 }
  await ledger.strangers.put({ ...seen, address: '192.0.2.1', cause: 'version', faultId })
  await ledger.strangers.put({ ...leftOut, ...seen, count: 70 })
  const answer = await served.call('viewer', 'tls.callers')
  const { items } = (await answer.json()) as { items: { count: number }[] }
  expect(items.toSorted((a, b) => a.count - b.count)).toMatchObject([
    {
      address: '192.0.2.1',
      cause: 'version',
      detail: { en: 'no common version', ja: '共通の版がない' },
      count: 3,
      faultId,
    },
    { cause: 'left-out', count: 70 },
  ])
  expect(JSON.stringify(items)).not.toContain(leftOut.address)
})
