import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { retailer } from '../../../../test/support/exchange-context.ts'
import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'
import { enqueueDocument } from '../../../domain/exchange/index.ts'
import { openStation, restoreStation } from '../../../station/index.ts'
import { damagePayload } from '../../../../test/support/payload-place.ts'

let served: ServedConsole
let folder: string

beforeAll(async () => {
  served = await servedConsole()
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-backup-'))
  await served.station.ledger.partners.add(retailer, {})
})
afterAll(async () => {
  await served.end()
  rmSync(folder, { recursive: true, force: true })
})

async function* bytesOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* await Promise.resolve(chunks)
}

/** The file it was made in goes when the last byte is out, which the reader sees first. */
async function gone(path: string): Promise<boolean> {
  for (let tries = 0; tries < 200 && existsSync(path); tries += 1) await setTimeout(25)
  return !existsSync(path)
}

/** A backup, once the one before is over. */
async function download(): Promise<Response> {
  let answer = await served.askAs('admin', '/backup')
  for (let tries = 0; tries < 200 && answer.status === 503; tries += 1) {
    await setTimeout(25)
    answer = await served.askAs('admin', '/backup')
  }
  return answer
}

test('a downloaded backup is a home again, is noted, and leaves nothing behind', async () => {
  const payload = Buffer.alloc(3_000_000, 7)
  const { id } = await enqueueDocument(served.station, {
    partner: retailer,
    fileName: 'a.xml',
    documentType: 'Order',
    chunks: () => bytesOf(payload),
  })
  const answer = await served.call('admin', 'backup.download')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="hikyaku-/)
  const file = join(folder, 'backup.zip')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.byteLength).toBe(Number(answer.headers.get('content-length')))
  writeFileSync(file, bytes)
  await restoreStation(file, join(folder, 'home'))
  const again = await openStation({ home: join(folder, 'home') })
  expect(await again.ledger.documents.find(id)).toMatchObject({ partner: 'retailer' })
  await again.close()
  expect(await gone(join(served.home, 'backup-download'))).toBe(true)
  const [newest] = await served.station.ledger.audit.search({ limit: 1 })
  expect(newest).toMatchObject({ actor: 'admin-token', action: 'backup.download' })
})

test('a reader who hangs up leaves no backup behind, and the next one can begin', async () => {
  const hangUp = new AbortController()
  const { station } = served
  await enqueueDocument(station, {
    partner: retailer,
    fileName: 'large.bin',
    documentType: 'Order',
    // More than a socket takes in before anybody reads.
    chunks: () => bytesOf(...Array.from({ length: 40 }, () => Buffer.alloc(1_000_000, 1))),
  })
  const answer = await served.askAs('admin', '/backup', { signal: hangUp.signal })
  expect(answer.status).toBe(200)
  const second = await served.askAs('admin', '/backup')
  expect(((await second.json()) as { name: string }).name).toBe('console-busy')
  hangUp.abort()
  expect(await gone(join(served.home, 'backup-download'))).toBe(true)
  const third = await download()
  expect(third.status).toBe(200)
  await third.arrayBuffer()
})

test('what could not be cleared up after it leaves a line in the log', async () => {
  const { station } = served
  const noted = vi.spyOn(station.log, 'note')
  const lease = vi.spyOn(station.ledger, 'lease')
  lease.mockResolvedValueOnce({ release: () => Promise.reject(new Error('the disk is full')) })
  await (await served.askAs('admin', '/backup')).arrayBuffer()
  const line = { event: 'trouble', detail: 'a backup: the disk is full' }
  await expect.poll(() => noted.mock.calls.map(([event]) => event)).toContainEqual(line)
  lease.mockRestore()
  noted.mockRestore()
})

test('one damaged document stops neither the backup nor the station, and stands among the faults', async () => {
  const { station } = served
  const { id } = await enqueueDocument(station, {
    partner: retailer,
    fileName: 'b.xml',
    documentType: 'Order',
    chunks: () => bytesOf(Buffer.from('<order/>')),
  })
  damagePayload(served.home, id)
  const answer = await download()
  const file = join(folder, 'damaged.zip')
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  const { damaged } = await restoreStation(file, join(folder, 'damaged'))
  expect(damaged).toEqual([{ name: `documents/${id.slice(2, 8)}/${id}`, problem: 'missing' }])
  const [fault] = await station.ledger.faults.search({ limit: 1 })
  expect([fault?.name, String(fault?.params['detail'])]).toEqual([
    'backup-part-damaged',
    expect.stringContaining(id),
  ])
  expect(await gone(join(served.home, 'backup-download'))).toBe(true)
  expect((await served.askAs('admin', '/settings')).status).toBe(200)
  expect(served.defects).toEqual([])
})
