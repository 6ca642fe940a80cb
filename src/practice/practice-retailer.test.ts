import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { receiveDocuments } from '../domain/exchange/index.ts'
import { createStationHome, openStation, type Station } from '../station/index.ts'
import {
  hasPractice,
  introduce,
  openPracticeRetailer,
  practiceHome,
  practicePartnerName,
} from './index.ts'

let home: string
let station: Station

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'hikyaku-practice-'))
  await createStationHome(home)
  station = await openStation({ home })
})

afterEach(async () => {
  await station.close()
  rmSync(home, { recursive: true, force: true })
})

test('a station receives its first orders from the practice retailer, each once', async () => {
  expect(await hasPractice(home)).toBe(false)
  const retailer = await openPracticeRetailer({ home: practiceHome(home) })
  const partner = await introduce(station, retailer)
  await retailer.addOrders(3)
  const report = await receiveDocuments(station, partner)
  await retailer.close()
  expect(report.outcome).toBe('done')
  const received = await station.ledger.documents.search({ box: 'inbox' })
  expect(received.map(({ documentType }) => documentType)).toEqual(['Order', 'Order', 'Order'])
  expect(await hasPractice(home)).toBe(true)
})

test('after a restart it is the same retailer at another port, and settings of the partner stay', async () => {
  const first = await openPracticeRetailer({ home: practiceHome(home) })
  const before = await introduce(station, first)
  await station.ledger.partners.replace({ ...before, timeoutSeconds: 7 })
  await first.addOrders(1)
  await first.close()

  const second = await openPracticeRetailer({ home: practiceHome(home) })
  const partner = await introduce(station, second)
  await second.addOrders(1)
  const report = await receiveDocuments(station, partner)
  await second.close()
  expect(partner).toMatchObject({ name: practicePartnerName, timeoutSeconds: 7 })
  expect(partner.url).toBe(`https://localhost:${second.port}/jx`)
  expect(report.outcome).toBe('done')
  const received = await station.ledger.documents.search({ box: 'inbox' })
  expect(new Set(received.map(({ content }) => content?.sha256)).size).toBe(2)
})

test('a key of its CA that cannot be read is damage of its home, by name', async () => {
  const folder = practiceHome(home)
  await (await openPracticeRetailer({ home: folder })).close()
  writeFileSync(join(folder, 'tls', 'ca.key'), 'no key')
  await expect(openPracticeRetailer({ home: folder })).rejects.toMatchObject({
    fault: 'home-damaged',
  })
})
