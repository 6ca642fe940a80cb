import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { markBackup } from '../../adapters/store/files/backup-at-work.ts'
import {
  backupStation,
  createStationHome,
  openStation,
  restoreStation,
  type Station,
} from '../../station/index.ts'
import { keepReceived } from '../../../test/support/kept-document.ts'
import { retailer } from '../../../test/support/exchange-context.ts'
import { clearStation, removeMarked } from './index.ts'
import { hasPayload, largeText } from '../../../test/support/payload-place.ts'

let folder: string
let home: string
let station: Station
let ids: readonly string[]

const old = new Date('2026-01-01T00:00:00Z')
/** The first, which is cleared, in a row; the second in a file. */
const texts = ['cleared', largeText]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-clearing-'))
  home = join(folder, 'home')
  await createStationHome(home)
  station = await openStation({ home })
  const changes = { createdAt: old, changedAt: old }
  const made = texts.map((text) => keepReceived(station, retailer, Buffer.from(text), changes))
  ids = await Promise.all(made)
  await station.ledger.documents.look(ids[0] ?? '', { by: 'sato', at: old })
})

afterEach(async () => {
  await station.close()
  rmSync(folder, { recursive: true, force: true })
})

const clear = () =>
  clearStation(station, {
    settings: { payloadDays: 1 },
    actor: { name: 'sato', via: 'command' },
  })

test('a backup after a clearing misses nothing, nor does the home made of it', async () => {
  expect(await clear()).toMatchObject({ payloads: 1, waitForBackup: 0 })
  const file = join(folder, 'backup.zip')
  expect(await backupStation(home, file)).toEqual({ documents: 1, damaged: [] })
  const restored = join(folder, 'restored')
  expect(await restoreStation(file, restored)).toEqual({ documents: 1, damaged: [] })
  expect(ids.map((id) => hasPayload(restored, id))).toEqual([false, true])
  const other = await openStation({ home: restored })
  expect(await other.ledger.documents.find(ids[0] ?? '')).toHaveProperty('clearedAt')
  await other.close()
})

test('a home of which all was cleared is opened again, also from its backup', async () => {
  await station.ledger.documents.look(ids[1] ?? '', { by: 'sato', at: old })
  expect(await clear()).toMatchObject({ payloads: 2 })
  const file = join(folder, 'backup.zip')
  await backupStation(home, file)
  await restoreStation(file, join(folder, 'restored'))
  await (await openStation({ home: join(folder, 'restored') })).close()
})

test('while a backup is being made no file goes, and afterwards it does', async () => {
  const working = join(home, 'backup-abcdef')
  mkdirSync(working)
  const backup = markBackup(working)
  expect(await clear()).toMatchObject({ payloads: 1, waitForBackup: 1 })
  expect(hasPayload(home, ids[0] ?? '')).toBe(true)
  backup.end()
  expect(await removeMarked(station)).toBe(0)
  expect(hasPayload(home, ids[0] ?? '')).toBe(false)
})
