import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { receiveDocuments } from '../domain/exchange/index.ts'
import type { ServerPartner } from '../domain/partners/index.ts'
import { createStationHome, openStation, type Station } from '../station/index.ts'
import { hostPractice, practicePartnerName, type PracticeHost } from './index.ts'

let home: string
let station: Station
let host: PracticeHost

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'hikyaku-practice-'))
  await createStationHome(home)
  station = await openStation({ home })
  host = hostPractice(station)
})

afterEach(async () => {
  await host.stop()
  await station.close()
  rmSync(home, { recursive: true, force: true })
})

const partnerOf = async (): Promise<ServerPartner> =>
  (await station.ledger.partners.find(practicePartnerName)) as ServerPartner

test('an empty station has no practice partner, and resumes none', async () => {
  await host.resume()
  expect(await host.state()).toEqual({ running: false, waiting: 0 })
})

test('starts once however often it is asked at the same moment, and tells what waits', async () => {
  await Promise.all([host.start(2), host.start(1)])
  expect(await host.state()).toEqual({ running: true, partner: practicePartnerName, waiting: 3 })
  await receiveDocuments(station, await partnerOf())
  expect(await host.state()).toMatchObject({ waiting: 0 })
})

test('goes on after a restart of the station, unless the partner was removed', async () => {
  await host.start(1)
  await host.stop()
  expect(await host.state()).toEqual({ running: false, partner: practicePartnerName, waiting: 0 })
  await host.resume()
  expect(await host.state()).toEqual({ running: true, partner: practicePartnerName, waiting: 1 })
  await host.stop()
  await station.ledger.partners.remove(practicePartnerName)
  await host.resume()
  expect(await host.state()).toEqual({ running: false, waiting: 0 })
})

test('becomes a partner again when it is asked for after its removal', async () => {
  await host.start(0)
  await station.ledger.partners.remove(practicePartnerName)
  await host.start(1)
  const report = await receiveDocuments(station, await partnerOf())
  expect(report.outcome).toBe('done')
})
