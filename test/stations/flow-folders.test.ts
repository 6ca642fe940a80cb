import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { addFlow, type FlowInput } from '../../src/domain/flows/index.ts'
import { handOverRounds } from '../../src/station/background/hand-over-work.ts'
import { pickUpRounds } from '../../src/station/background/pick-up-work.ts'
import { exchangesOf, programsOf, runFlowNow } from '../../src/station/index.ts'
import { startTwoStations, type TwoStations } from '../support/two-stations.ts'

const actor = { name: 'test', via: 'command' } as const
const kind = { formatType: 'SecondGenEDI', documentType: 'Order' }

let stations: TwoStations
let folder: string

beforeEach(async () => {
  stations = await startTwoStations()
  folder = join(stations.root, 'folder')
  mkdirSync(folder)
})

afterEach(() => stations.close())

const fail = (error: unknown): never => {
  throw error as Error
}

function flow(place: Record<string, unknown>, more: Partial<FlowInput>): FlowInput {
  return { name: 'orders', kind, folder: { path: folder, ...place }, ...more } as FlowInput
}

test('a file that is dropped goes out at once and lies in sent/; what a partner puts is given', async () => {
  const { supplier, retailer } = stations
  const out = { direction: 'send', partner: 'retailer' } as const
  await addFlow(supplier, actor, flow({ kind: 'pick-up', whole: 'rename' }, out))
  const received = join(stations.root, 'received')
  mkdirSync(received)
  const into = { kind: 'hand-over', path: received, name: '{day-serial:3}{ext}' }
  const from = { direction: 'receive', partner: 'supplier' } as const
  await addFlow(retailer, actor, flow(into, from))
  for (const name of ['a.xml', 'b.xml']) writeFileSync(join(folder, name), `<${name[0]}/>`)
  const { signal } = new AbortController()
  await pickUpRounds(supplier, fail).round(signal)
  await pickUpRounds(supplier, fail).round(signal)
  const [day = ''] = readdirSync(join(folder, 'sent'))
  expect(readdirSync(join(folder, 'sent', day))).toEqual(['a.xml', 'b.xml'])
  expect(await retailer.ledger.documents.count({ box: 'inbox' })).toBe(2)
  await handOverRounds(retailer, fail).round(signal)
  expect(readdirSync(received)).toEqual(['001.xml', '002.xml'])
  expect(readFileSync(join(received, '001.xml'), 'utf8')).toBe('<a/>')
})

test('a run takes what lies in the folder and sends only what is of its flow', async () => {
  const { supplier } = stations
  const out = { direction: 'send', partner: 'retailer' } as const
  const ship = await addFlow(supplier, actor, flow({ kind: 'pick-up', whole: 'rename' }, out))
  const other = join(stations.root, 'other')
  mkdirSync(other)
  const bills = await addFlow(supplier, actor, {
    ...flow({ kind: 'pick-up', path: other, whole: 'rename' }, out),
    name: 'bills',
    kind: { ...kind, documentType: 'Invoice' },
  })
  writeFileSync(join(folder, 'a.xml'), '<a/>')
  writeFileSync(join(other, 'b.xml'), '<b/>')
  const parts = {
    context: supplier,
    exchanges: exchangesOf(supplier),
    programs: programsOf(supplier),
  }
  const { signal } = new AbortController()
  expect(await runFlowNow(parts, ship, signal)).toMatchObject({ state: 'done', documents: 1 })
  expect(await supplier.ledger.documents.count({ box: 'outbox' })).toBe(1)
  expect(await runFlowNow(parts, bills, signal)).toMatchObject({ state: 'done', documents: 1 })
})
