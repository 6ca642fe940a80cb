import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { steppingClock } from '../../../base/clock.ts'
import type { StationDocument } from '../../../domain/exchange/index.ts'
import { retailer } from '../../../../test/support/exchange-context.ts'
import { keepReceived } from '../../../../test/support/kept-document.ts'
import { hasPayload, payloadFile } from '../../../../test/support/payload-place.ts'
import { allOf } from '../../../../test/support/scripted-channel.ts'
import { openPayloads, openSqliteLedger } from '../index.ts'
import { schemaVersion } from '../sqlite/migrations.ts'

/** A home as version 20 left it: payloads in files, one of them cleared. */
const stored = join(import.meta.dirname, '../../../../test/fixtures/homes/version-20.db.gz')
const received = 'D-260401-0HM20P7RPKHY'
const waiting = 'D-260401-0HM2BKHRF4NH'
const cleared = 'D-260401-0HM2QR8JSWXN'
const texts = {
  [received]: '<order>kept by the older version</order>',
  [waiting]: '<order>waits for the supplier</order>',
}

let home: string
let database: string
let copy: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hikyaku-older-'))
  database = join(home, 'hikyaku.db')
  copy = `${database}-v20`
  writeFileSync(database, gunzipSync(readFileSync(stored)))
  for (const [id, text] of Object.entries(texts)) {
    mkdirSync(dirname(payloadFile(home, id)), { recursive: true })
    writeFileSync(payloadFile(home, id), text)
  }
})

afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})

async function open() {
  const clock = steppingClock(new Date('2026-05-01T00:00:00Z'))
  const ledger = await openSqliteLedger({ path: database, stationKey: Buffer.alloc(32), clock })
  const payloads = await openPayloads({ home, ledger })
  const textOf = async (id: string): Promise<string> => {
    const payload = await payloads.open(id)
    const bytes = await allOf(payload.chunks())
    await payload.close()
    return bytes.toString()
  }
  const close = async (): Promise<void> => {
    await payloads.close()
    await ledger.close()
  }
  return { ledger, payloads, clock, textOf, close }
}

const versionOf = (path: string): unknown => {
  const opened = new Sqlite(path, { readonly: true })
  const version = opened.pragma('user_version', { simple: true })
  opened.close()
  return version
}

test('an older home opens: its database is copied first, its files are read where they lie', async () => {
  const station = await open()
  expect([versionOf(copy), versionOf(database)]).toEqual([20, schemaVersion])
  for (const [id, text] of Object.entries(texts)) expect(await station.textOf(id)).toBe(text)
  await expect(station.textOf(cleared)).rejects.toMatchObject({ fault: 'payload-damaged' })
  const added = await keepReceived(station as never, retailer, Buffer.from('<new/>'))
  expect(existsSync(payloadFile(home, added))).toBe(false)
  expect(await station.textOf(added)).toBe('<new/>')
  await station.close()
})

test('a document of before is known under its key, and its payload is cleared where it lies', async () => {
  const station = await open()
  const { documents, clearing } = station.ledger
  const known = (await documents.find(received)) as StationDocument
  const again = { ...known, id: 'D-260501-AGAIN' }
  expect(await documents.keep(again, Buffer.from('other'))).toMatchObject({ id: received })
  const added = await keepReceived(station as never, retailer, Buffer.from('<new/>'))
  await clearing.mark([received, added], station.clock.now())
  expect(await station.payloads.clear([received, added])).toBe(true)
  expect([received, added, waiting].map((id) => hasPayload(home, id))).toEqual([false, false, true])
  await station.close()
})

test('an upgrade that was cut goes on, with a copy of its own', async () => {
  writeFileSync(copy, 'of an earlier day')
  writeFileSync(`${copy}.part`, 'half a copy')
  const station = await open()
  expect(versionOf(copy)).toBe(20)
  expect(existsSync(`${copy}.part`)).toBe(false)
  await station.close()
})

test('without room for the copy nothing is brought up to date', async () => {
  // In the place of the copy lies what no file replaces.
  mkdirSync(join(copy, 'in-the-way'), { recursive: true })
  await expect(open()).rejects.toMatchObject({ fault: expect.any(String) as string })
  expect(versionOf(database)).toBe(20)
  expect(existsSync(`${copy}.part`)).toBe(false)
})
