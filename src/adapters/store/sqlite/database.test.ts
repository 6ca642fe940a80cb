import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../../base/clock.ts'
import { isHikyakuError } from '../../../errors/index.ts'
import type { Ledger } from '../../../domain/exchange/index.ts'
import { startLedgerProcess } from '../../../../test/contract/ledger-process.ts'
import { openFolder, withoutPrivileges } from '../../../../test/contract/limits-of-the-machine.ts'
import { openForTest, stationKey } from '../../../../test/contract/open-sqlite.ts'
import {
  bareServerPartner,
  document,
  exchange,
  fault,
  start,
  wholeDocument,
} from '../../../../test/contract/samples.ts'
import { openConnection } from './database.ts'
import { openSqliteLedger } from './ledger.ts'

const posix = process.platform !== 'win32'
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-database-'))
  path = join(folder, 'hikyaku.db')
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const open = (key: Uint8Array = stationKey): Promise<Ledger> =>
  openSqliteLedger({ path, stationKey: key, clock: systemClock })

/** One row or more on every shelf. */
async function fill(documents = 200): Promise<string[]> {
  const ledger = await open()
  const ids = await ledger.commit(async (tables) => {
    const made = Array.from({ length: documents }, () => document({ ...wholeDocument }))
    for (const one of made) {
      await tables.documents.keep({ ...one, twin: one.id })
      await tables.faults.raise(fault({ params: { detail: 'x'.repeat(50) }, documentId: one.id }))
    }
    await tables.exchanges.begin(exchange())
    await tables.partners.add(bareServerPartner, { password: 'secret' })
    await tables.certificates.add({ name: 'edi', chainPem: 'x', importedAt: start }, 'key')
    return made.map(({ id }) => id)
  })
  await ledger.close()
  return ids
}

describe('a connection', () => {
  test('writes a log ahead and fsyncs it at each commit', () => {
    const database = openConnection(path)
    const pragma = (name: string): unknown => database.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    database.close()
  })

  test('does the same for a database that was left in another mode', async () => {
    await fill(1)
    const other = new Sqlite(path)
    other.pragma('journal_mode = DELETE')
    other.close()
    const database = openConnection(path)
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    database.close()
  })

  test.runIf(posix)('lets its owner alone read the database and its log', async () => {
    const ledger = await open()
    await ledger.documents.keep(document())
    for (const ending of ['', '-wal', '-shm']) {
      expect(statSync(path + ending).mode & 0o777).toBe(0o600)
    }
    await ledger.close()
    chmodSync(path, 0o644)
    await (await open()).close()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
})

describe('the version of a database', () => {
  test('is brought up once, and the rest is kept when it is opened again', async () => {
    const [id = ''] = await fill(1)
    const before = schemaOf()
    const ledger = await open()
    expect(await ledger.documents.find(id)).toBeDefined()
    expect(await ledger.partners.secrets('retailer')).toEqual({ password: 'secret' })
    await ledger.close()
    expect(schemaOf()).toEqual(before)
  })

  test('is brought up by one of many processes that open a fresh database at once', async () => {
    const opener = {
      module: new URL('../../../../test/contract/open-sqlite.ts', import.meta.url).href,
      argument: folder,
    }
    const processes = await Promise.all(Array.from({ length: 8 }, () => startLedgerProcess(opener)))
    await Promise.all(processes.map((one, at) => one.keep(`m${at}`, 1)))
    for (const one of processes) await one.kill()
    const ledger = await openForTest(folder)
    expect(await ledger.documents.count({})).toBe(8)
    await ledger.close()
  })

  test('of a newer program is refused by name, and the database left as it is', async () => {
    await fill(1)
    const newer = new Sqlite(path)
    const supported = newer.pragma('user_version', { simple: true }) as number
    newer.exec('ALTER TABLE document ADD COLUMN invented TEXT')
    newer.pragma(`user_version = ${supported + 1}`)
    newer.close()
    const before = schemaOf()
    await expect(open()).rejects.toMatchObject({
      fault: 'database-newer',
      params: { version: supported + 1, supported },
    })
    expect(schemaOf()).toEqual(before)
  })

  test('of another program’s database is not touched', async () => {
    const other = new Sqlite(path)
    other.exec('CREATE TABLE invoice (id TEXT)')
    other.close()
    const before = schemaOf()
    await expect(open()).rejects.toMatchObject({ fault: 'database-failed' })
    expect(schemaOf()).toEqual(before)
  })

  function schemaOf(): unknown {
    const database = new Sqlite(path, { readonly: true })
    try {
      return [
        database.pragma('user_version', { simple: true }),
        database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all(),
      ]
    } finally {
      database.close()
    }
  }
})

describe('what cannot be opened', () => {
  test('is refused by name: a file that is no database', async () => {
    writeFileSync(path, 'This is a text, and not a database at all. '.repeat(100))
    await expect(open()).rejects.toMatchObject({ fault: 'database-failed' })
    expect(readFileSync(path, 'utf8')).toContain('This is a text')
  })

  test('is refused by name: a folder', async () => {
    mkdirSync(path)
    await expect(open()).rejects.toMatchObject({ fault: 'database-failed' })
  })

  test('is refused by name: a home that is gone', async () => {
    rmSync(folder, { recursive: true })
    await expect(open()).rejects.toMatchObject({ fault: 'database-failed' })
  })

  test.runIf(posix)('is refused by name: a home we must not write to', async () => {
    const shut = openFolder()
    const home = join(shut, 'home')
    mkdirSync(home, { mode: 0o555 })
    const opening = withoutPrivileges(() =>
      openSqliteLedger({ path: join(home, 'hikyaku.db'), stationKey, clock: systemClock }),
    )
    await expect(opening).rejects.toMatchObject({ fault: 'home-not-writable', params: { home } })
    rmSync(shut, { recursive: true })
  })
})

describe('a damaged database', () => {
  test('fails by name, in whichever page it is damaged', async () => {
    const ids = await fill()
    const whole = readFileSync(path)
    const pages = whole.length / 4096
    let failures = 0
    for (let page = 1; page < pages; page += 1) {
      const damaged = Buffer.from(whole)
      damaged.fill(0x5a, page * 4096, (page + 1) * 4096)
      writeFileSync(path, damaged)
      failures += await failuresOf(ids)
    }
    expect(failures).toBeGreaterThan(pages - 10)
  }, 120_000)

  test('fails by name, whatever bytes are changed', async () => {
    const ids = await fill(40)
    const whole = readFileSync(path)
    const change = fc.record({
      at: fc.nat({ max: whole.length - 16 }),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const damaged = Buffer.from(whole)
        for (const { at, bytes } of changes) damaged.set(bytes, at)
        writeFileSync(path, damaged)
        await failuresOf(ids)
      }),
      { numRuns: 150 },
    )
  }, 120_000)

  test('fails by name when its header says that it must not be written', async () => {
    const ids = await fill(1)
    const damaged = readFileSync(path)
    damaged[18] = 3 // write version, https://www.sqlite.org/fileformat.html §1.3.3
    writeFileSync(path, damaged)
    expect(await failuresOf(ids)).toBeGreaterThan(0)
  })

  test('fails by name when it was cut short', async () => {
    const ids = await fill()
    const whole = readFileSync(path)
    for (const bytes of [1, 99, 4096, 5000, whole.length - 4096]) {
      writeFileSync(path, whole.subarray(0, bytes))
      expect(await failuresOf(ids), `cut to ${bytes}`).toBeGreaterThan(0)
    }
  })

  test('is not opened with another station’s key', async () => {
    await fill(1)
    const refusal = {
      fault: 'home-mixed',
      message: expect.stringContaining('another key') as string,
    }
    await expect(open(Buffer.alloc(32, 8))).rejects.toMatchObject(refusal)
    const ledger = await open()
    expect(await ledger.partners.secrets('retailer')).toEqual({ password: 'secret' })
    await ledger.close()
  })

  test('of a version that sealed no id is known by what it did seal', async () => {
    await fill(1)
    const tables = new Sqlite(path)
    tables.exec(`DELETE FROM secret WHERE owner = 'station'`)
    tables.close()
    await expect(open(Buffer.alloc(32, 8))).rejects.toMatchObject({ fault: 'home-mixed' })
    await (await open()).close()
    await expect(open(Buffer.alloc(32, 8))).rejects.toMatchObject({ fault: 'home-mixed' })
  })

  test('gives no secret that was moved to another row or cut', async () => {
    await fill(1)
    const tables = new Sqlite(path)
    tables.exec(`UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE name = 'password')
      WHERE name = 'key'`)
    tables.exec(`UPDATE secret SET sealed = substr(sealed, 1, 16) WHERE name = 'password'`)
    tables.close()
    const ledger = await open()
    for (const secret of [ledger.partners.secrets('retailer'), ledger.certificates.key('edi')]) {
      await expect(secret).rejects.toMatchObject({ fault: 'database-failed' })
    }
    await ledger.close()
  })

  /** Reads and writes everywhere; every failure has to be one of the catalogue. */
  async function failuresOf(ids: readonly string[]): Promise<number> {
    rmSync(`${path}-wal`, { force: true })
    rmSync(`${path}-shm`, { force: true })
    let failures = 0
    const allowed = async (work: () => Promise<unknown>): Promise<void> => {
      try {
        await work()
      } catch (error) {
        if (!isHikyakuError(error)) throw error
        expect(error.fault).toMatch(/^(database-|setting-|home-mixed$)/)
        failures += 1
      }
    }
    await allowed(async () => {
      const ledger = await open()
      try {
        await allowed(() => ledger.documents.search({}))
        for (const id of ids) await allowed(() => ledger.documents.find(id))
        await allowed(() => ledger.faults.search({}))
        await allowed(() => ledger.exchanges.search({}))
        await allowed(() => ledger.exchanges.unfinished())
        await allowed(() => ledger.partners.list())
        await allowed(() => ledger.partners.secrets('retailer'))
        await allowed(() => ledger.certificates.list())
        await allowed(() => ledger.certificates.key('edi'))
        await allowed(() => ledger.documents.keep(document()))
        await allowed(() => ledger.faults.raise(fault()))
      } finally {
        await ledger.close()
      }
    })
    return failures
  }
})
