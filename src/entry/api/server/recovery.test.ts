import { readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { retailer, streamOf } from '../../../../test/support/exchange-context.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { enqueueDocument } from '../../../domain/exchange/index.ts'
import type { RecoveryView } from '../contract.ts'
import { largeText } from '../../../../test/support/payload-place.ts'

let served: ServedConsole

beforeAll(async () => {
  served = await servedConsole()
  await served.station.ledger.partners.add(retailer, {})
})
afterAll(() => served.end())

const recover = (body: unknown = {}): Promise<Response> =>
  served.call('admin', 'station.recover', { body })

test('puts back what lies in lost+found with a record, says so, and is noted', async () => {
  const { station, home } = served
  const { id } = await enqueueDocument(station, {
    ...{ partner: retailer, fileName: 'a.xml', documentType: 'Order' },
    chunks: streamOf(largeText),
  })
  renameSync(join(home, 'documents', id.slice(2, 8), id), join(home, 'lost+found', id))
  writeFileSync(join(home, 'incoming', '4194305-0LD-AAAAAAAAAAAA.part'), 'half')
  const answer = await recover()
  expect(answer.status).toBe(200)
  const { faults, ...found } = (await answer.json()) as RecoveryView
  expect(found).toEqual({
    interruptedExchanges: 0,
    draftsRemoved: 1,
    payloadsPutAside: [],
    payloadsPutBack: [id],
    payloadsLeft: 0,
    handOversSettled: 0,
    leases: [],
  })
  expect(readdirSync(join(home, 'lost+found'))).toEqual([])
  expect(await station.ledger.faults.find(faults[0] ?? '')).toMatchObject({
    name: 'station-crashed',
  })
  const [newest] = await station.ledger.audit.search({ limit: 1 })
  expect(newest).toMatchObject({ actor: 'admin-token', action: 'station.recover' })
})

test('leaves what this station is at, and says who holds what', async () => {
  const { station, home } = served
  const lease = await station.ledger.lease('receive:retailer')
  const draft = await station.payloads.draft()
  await draft.write(Buffer.from(largeText))
  await draft.finish()
  try {
    const found = (await (await recover()).json()) as RecoveryView
    expect(found).toMatchObject({ draftsRemoved: 0, payloadsPutAside: [], faults: [] })
    expect(found.leases).toMatchObject([{ name: 'receive:retailer', held: true }])
    expect(readdirSync(join(home, 'incoming'))).toHaveLength(1)
  } finally {
    await draft.discard()
    if ('release' in lease) await lease.release()
  }
})

test('takes a decision by name, and refuses one about nothing', async () => {
  await served.station.ledger.lease('send:retailer')
  const freed = (await (await recover({ freeLease: 'send:retailer' })).json()) as RecoveryView
  expect(freed.leases).toEqual([])
  const refused = await recover({ freeLease: 'send:retailer' })
  expect(refused.status).toBe(422)
  expect((await recover({ given: 'D-261130-AAAAAAAAAAAA' })).status).toBe(422)
})
