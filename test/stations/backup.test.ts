import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import yazl from 'yazl'

import { isHikyakuError } from '../../src/errors/index.ts'
import { enqueueDocument } from '../../src/domain/exchange/index.ts'
import {
  backupStation,
  createStationHome,
  openStation,
  restoreStation,
  type Station,
} from '../../src/station/index.ts'
import { retailer } from '../support/exchange-context.ts'
import { damagePayload, hasPayload } from '../support/payload-place.ts'

let folder: string
let home: string
let ids: string[]
let paths: string[]
/** Payloads are files, where a test does not say otherwise. */
let rowBytes = 0

const at = (name: string): string => join(folder, name)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-backup-'))
  home = at('home')
  await createStationHome(home)
  ids = await withStation(async (station) => {
    await station.ledger.partners.add(retailer, { password: 'secret' })
    const made: string[] = []
    for (const text of ['first', 'second', 'third']) made.push(await enqueue(station, text))
    return made
  })
  paths = ids.map((id) => join(home, 'documents', id.slice(2, 8), id))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function withStation<T>(work: (station: Station) => Promise<T>, of = home): Promise<T> {
  const station = await openStation({ home: of, rowBytes })
  try {
    return await work(station)
  } finally {
    await station.close()
  }
}

async function enqueue(station: Station, text: string): Promise<string> {
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(text))
  }
  const file = { partner: retailer, fileName: 'a.xml', documentType: 'Order', chunks }
  return (await enqueueDocument(station, file)).id
}

/** Every file of a home and its bytes, but what says who is at work there. */
function filesOf(of: string): Map<string, string> {
  const names = readdirSync(of, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'opening.lock')
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(names.map((name) => [name.slice(of.length), readFileSync(name, 'latin1')]))
}

const flip = (file: string, position: number, bit = 0): void => {
  const bytes = readFileSync(file)
  bytes[position] = (bytes[position] ?? 0) ^ (1 << bit)
  writeFileSync(file, bytes)
}

/** Ways in which a payload is damaged, and what the backup says of it. */
const damages: readonly [string, (path: string) => unknown, string][] = [
  [
    'changed by one bit',
    (path) => {
      flip(path, 2)
    },
    'changed',
  ],
  [
    'cut',
    (path) => {
      truncateSync(path, 1)
    },
    'changed',
  ],
  [
    'longer',
    (path) => {
      writeFileSync(path, `${readFileSync(path, 'latin1')}+`)
    },
    'changed',
  ],
  [
    'gone',
    (path) => {
      rmSync(path)
    },
    'missing',
  ],
  [
    'a folder',
    (path) => {
      rmSync(path)
      mkdirSync(path)
    },
    'unreadable',
  ],
]

describe.each(damages)('a backup of a home with a document that is %s', (_how, damage, problem) => {
  test.each([false, true])(
    'names it and is complete otherwise (left out: %s), and restores so',
    async (leaveOutDamaged) => {
      const [path = '', name = ''] = [paths[1], paths[1]?.slice(home.length + 1)]
      damage(path)
      const damaged = [{ name, problem }]
      const written = await backupStation(home, at('b.zip'), { leaveOutDamaged })
      expect(written).toEqual({ documents: 2, damaged })
      expect(await restoreStation(at('b.zip'), at('again'))).toEqual(written)
      const [before, after] = [filesOf(home), filesOf(at('again'))]
      for (const one of [paths[0] ?? '', paths[2] ?? '']) {
        const key = one.slice(home.length)
        expect(after.get(key)).toBe(before.get(key))
      }
      const kept = after.get(`/${name}`)
      if (problem === 'changed' && !leaveOutDamaged) expect(kept).toBe(before.get(`/${name}`))
      else if (leaveOutDamaged) expect(kept).toBeUndefined()
      await withStation(async ({ ledger }) => {
        expect((await ledger.documents.search({})).map(({ id }) => id)).toEqual(ids.toReversed())
        expect(await ledger.partners.secrets('retailer')).toEqual({ password: 'secret' })
      }, at('again'))
    },
  )
})

describe.each([
  ['changed by one bit', 'changed', Buffer.from('secohd')],
  ['cut', 'changed', Buffer.from('s')],
  ['gone', 'missing', undefined],
] as const)('a backup of a home with a row of a payload that is %s', (_how, problem, bytes) => {
  test.each([false, true])(
    'names it and is complete otherwise (left out: %s), and restores so',
    async (leaveOutDamaged) => {
      rowBytes = 64 * 1024
      const [whole, id] = await withStation(async (station) => [
        await enqueue(station, 'fourth'),
        await enqueue(station, 'second'),
      ]).finally(() => {
        rowBytes = 0
      })
      damagePayload(home, id ?? '', bytes)
      const damaged = [{ name: `documents/${id?.slice(2, 8)}/${id}`, problem }]
      const written = await backupStation(home, at('b.zip'), { leaveOutDamaged })
      expect(written).toEqual({ documents: 4, damaged })
      expect(await restoreStation(at('b.zip'), at('again'))).toEqual(written)
      expect(hasPayload(at('again'), whole ?? '')).toBe(true)
      expect(hasPayload(at('again'), id ?? '')).toBe(problem === 'changed' && !leaveOutDamaged)
      await withStation(async ({ payloads }) => {
        if (hasPayload(at('again'), id ?? '')) await (await payloads.open(id ?? '')).close()
        else
          await expect(payloads.open(id ?? '')).rejects.toMatchObject({ fault: 'payload-damaged' })
      }, at('again'))
    },
  )
})

test('a backup names files of the home that are gone, and is complete otherwise', async () => {
  rmSync(join(home, 'settings.json'))
  const report = await backupStation(home, at('b.zip'))
  expect(report).toEqual({
    documents: 3,
    damaged: [{ name: 'settings.json', problem: 'missing' }],
  })
  expect(await restoreStation(at('b.zip'), at('again'))).toEqual(report)
})

test('a backup while others commit without a pause comes to its end, of one moment', async () => {
  await withStation(async (station) => {
    const large = { detail: 'x'.repeat(4000) }
    const raise = (number: number): Promise<void> =>
      station.ledger.faults.raise({
        id: `F-260401-${number}`,
        name: 'station-crashed',
        params: large,
        at: new Date(),
      })
    for (let number = 0; number < 3000; number += 500) {
      await Promise.all(Array.from({ length: 500 }, (_, plus) => raise(number + plus)))
    }
    const load = { isOver: false }
    let commits = 0
    const committing = (async () => {
      while (!load.isOver) {
        await raise(10_000 + commits)
        commits += 1
      }
    })()
    const { documents } = await backupStation(home, at('b.zip')).finally(() => {
      load.isOver = true
    })
    await committing
    expect(documents).toBe(3)
    // Several in each step of the copy, each of which would have begun it anew.
    expect(commits).toBeGreaterThan(20)
    await restoreStation(at('b.zip'), at('again'))
    const restored = await withStation(({ ledger }) => ledger.faults.count({}), at('again'))
    expect(restored).toBeGreaterThanOrEqual(3000)
    expect(restored).toBeLessThanOrEqual(3000 + commits)
  })
}, 60_000)

describe('a rotten backup', () => {
  /** What came of restoring it: refused by name with nothing left, or the same home as ever. */
  async function restored(file: string): Promise<string> {
    const into = at('into')
    rmSync(into, { recursive: true, force: true })
    try {
      await restoreStation(file, into)
    } catch (error) {
      if (!isHikyakuError(error)) throw error
      expect([existsSync(into), existsSync(`${into}.restoring`)]).toEqual([false, false])
      return error.fault
    }
    return 'restored'
  }

  test('restores as it was made or not at all, wherever a bit of it is flipped', async () => {
    await backupStation(home, at('b.zip'))
    expect(await restored(at('b.zip'))).toBe('restored')
    const whole = filesOf(at('into'))
    const bytes = readFileSync(at('b.zip'))
    const outcomes = new Map<string, number>()
    for (let position = 0; position < bytes.length; position += Math.ceil(bytes.length / 250)) {
      writeFileSync(at('rotten.zip'), bytes)
      flip(at('rotten.zip'), position, position % 8)
      const outcome = await restored(at('rotten.zip'))
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      if (outcome === 'restored') expect(filesOf(at('into'))).toEqual(whole)
    }
    expect(outcomes.get('backup-damaged')).toBeGreaterThan(200)
  })

  test('is refused when it was cut', async () => {
    await backupStation(home, at('b.zip'))
    const bytes = readFileSync(at('b.zip'))
    for (const length of [0, 1, 100, bytes.length / 2, bytes.length - 1]) {
      writeFileSync(at('rotten.zip'), bytes.subarray(0, length))
      expect(await restored(at('rotten.zip'))).toBe('backup-damaged')
    }
  })

  /** An archive with the CRCs of what it holds, rotten or not. */
  async function archive(change: (parts: Map<string, Buffer>) => unknown): Promise<string> {
    await backupStation(home, at('b.zip'))
    await restoreStation(at('b.zip'), at('parts'))
    const zip = new yazl.ZipFile()
    const parts = new Map<string, Buffer>()
    for (const [name, text] of filesOf(at('parts'))) {
      parts.set(name.slice(1).replaceAll('\\', '/'), Buffer.from(text, 'latin1'))
    }
    change(parts)
    for (const [name, bytes] of parts) zip.addBuffer(bytes, name)
    zip.end()
    writeFileSync(at('made.zip'), await buffer(zip.outputStream))
    return at('made.zip')
  }

  test('is taken when nothing of it is', async () => {
    expect(await restored(await archive(() => undefined))).toBe('restored')
  })

  const changed = (bytes: Buffer | undefined, position: number): Buffer => {
    const copy = Buffer.from(bytes ?? '')
    copy[position] = (copy[position] ?? 0) ^ 1
    return copy
  }

  test.each<[string, (parts: Map<string, Buffer>) => unknown]>([
    ['has no key', (parts) => parts.delete('keys/station.key')],
    ['has a key of another length', (parts) => parts.set('keys/station.key', Buffer.alloc(31))],
    [
      'has another key',
      (parts) => parts.set('keys/station.key', changed(parts.get('keys/station.key'), 7)),
    ],
    ['has no database', (parts) => parts.delete('hikyaku.db')],
    ['has an empty database', (parts) => parts.set('hikyaku.db', Buffer.alloc(0))],
    ['has a text for a database', (parts) => parts.set('hikyaku.db', Buffer.alloc(9000, 'no db'))],
    [
      'has a database whose page is damaged',
      (parts) => parts.get('hikyaku.db')?.fill(0x5a, 4096, 8192),
    ],
    [
      'lacks a document',
      (parts) =>
        [...parts.keys()]
          .filter((name) => name.startsWith('documents/'))
          .map((name) => parts.delete(name)),
    ],
    [
      'has a document that nobody knows',
      (parts) => parts.set('documents/260401/D-260401-AAAAAAAAAAAA', Buffer.from('x')),
    ],
    [
      'has a document of another length',
      (parts) => {
        for (const name of parts.keys()) {
          if (name.startsWith('documents/')) parts.set(name, Buffer.alloc(50_000_000))
        }
      },
    ],
    ['has a file that is no backup’s', (parts) => parts.set('evil.js', Buffer.from('x'))],
    [
      'excuses its key',
      (parts) => {
        parts.set('damaged.json', Buffer.from('[{"name":"keys/station.key","problem":"changed"}]'))
      },
    ],
    ['has a huge key', (parts) => parts.set('tls/ca.key', Buffer.alloc(2_000_000))],
  ])('is refused when it %s', async (_what, change) => {
    expect(await restored(await archive(change))).toBe('backup-damaged')
  })
})

test('a key that was changed in the home is found at the backup', async () => {
  flip(join(home, 'keys', 'station.key'), 3)
  await expect(backupStation(home, at('b.zip'))).rejects.toMatchObject({ fault: 'home-mixed' })
  expect(existsSync(at('b.zip'))).toBe(false)
})

test('a database of which a page is damaged is found at the backup, not at the restore', async () => {
  const file = join(home, 'hikyaku.db')
  const { page, bytes } = indexPage(file)
  const whole = readFileSync(file)
  // Whoever only reads rows never looks at it.
  whole.fill(0xff, (page - 1) * bytes, page * bytes)
  writeFileSync(file, whole)
  await expect(backupStation(home, at('b.zip'))).rejects.toMatchObject({ fault: 'database-failed' })
  expect(existsSync(at('b.zip'))).toBe(false)
})

function indexPage(file: string): { page: number; bytes: number } {
  const database = new Sqlite(file, { readonly: true })
  try {
    const where = "type = 'index' AND tbl_name = 'fault'"
    const page = database.prepare(`SELECT rootpage FROM sqlite_schema WHERE ${where}`).pluck().get()
    return { page: Number(page), bytes: Number(database.pragma('page_size', { simple: true })) }
  } finally {
    database.close()
  }
}
