import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  canMount,
  mountSmallDisk,
  openFolder,
  withoutPrivileges,
} from '../../../test/contract/limits-of-the-machine.ts'
import { checkHome, createHome, homePaths, readStationKey, writeOnce } from './home.ts'

const posix = process.platform !== 'win32'
let folder: string
let home: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-home-'))
  home = join(folder, 'deep', 'er', 'home')
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)
const all = (): string[] => readdirSync(home, { recursive: true, encoding: 'utf8' }).toSorted()

describe('a new home', () => {
  test('has its folders and a key, and nothing else', async () => {
    await createHome(home)
    expect(all()).toEqual([
      'documents',
      'incoming',
      'keys',
      join('keys', 'station.key'),
      'lost+found',
      'processes',
      'tls',
    ])
    expect((await readStationKey(home)).byteLength).toBe(32)
  })

  test.runIf(posix)('is for its owner alone, whatever the umask', async () => {
    const umask = process.umask(0)
    try {
      await createHome(home)
    } finally {
      process.umask(umask)
    }
    expect(modeOf(home)).toBe('700')
    for (const name of all()) {
      expect([name, modeOf(join(home, name))]).toEqual([
        name,
        name.endsWith('.key') ? '600' : '700',
      ])
    }
  })

  test('is kept when it is made again', async () => {
    await createHome(home)
    const key = await readStationKey(home)
    writeFileSync(join(home, 'settings.json'), '{}')
    if (posix) chmodSync(home, 0o755)
    await createHome(home)
    expect(await readStationKey(home)).toEqual(key)
    expect(readFileSync(join(home, 'settings.json'), 'utf8')).toBe('{}')
    if (posix) expect(modeOf(home)).toBe('700')
  })

  test('gets back the folders that it lost', async () => {
    await createHome(home)
    rmSync(join(home, 'incoming'), { recursive: true })
    await createHome(home)
    expect(all()).toContain('incoming')
  })

  test('has one key for many who make it at once', async () => {
    const keys = await Promise.all(
      Array.from({ length: 30 }, async () => {
        await createHome(home)
        return Buffer.from(await readStationKey(home)).toString('hex')
      }),
    )
    expect(new Set(keys).size).toBe(1)
    expect(all().filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('has one key for several processes that make it at once', async () => {
    const script = fileURLToPath(new URL('../../../test/contract/home-child.ts', import.meta.url))
    const children: ChildProcess[] = Array.from({ length: 6 }, () =>
      fork(script, [home], { execArgv: [] }),
    )
    await Promise.all(children.map((child) => once(child, 'message')))
    const answers = children.map(async (child) => {
      const answered = once(child, 'message')
      child.send('now')
      return String((await answered)[0])
    })
    const keys = new Set(await Promise.all(answers))
    for (const child of children) {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    }
    expect([...keys]).toEqual([Buffer.from(await readStationKey(home)).toString('hex')])
  })
})

describe('a home that cannot be made', () => {
  test.runIf(posix)('is refused by name if we must not write there', async () => {
    const shut = openFolder()
    chmodSync(shut, 0o555)
    const making = withoutPrivileges(() => createHome(join(shut, 'home')))
    await expect(making).rejects.toMatchObject({ fault: 'home-not-writable' })
    rmSync(shut, { recursive: true })
  })

  test('is refused by name if a file is in its place, which stays', async () => {
    writeFileSync(join(folder, 'file'), 'a file')
    await expect(createHome(join(folder, 'file'))).rejects.toMatchObject({ fault: 'write-failed' })
    await expect(createHome(join(folder, 'file', 'in'))).rejects.toMatchObject({
      fault: 'write-failed',
    })
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('a file')
  })

  test.runIf(canMount)(
    'is refused by name if the disk is full, and has no half of a key',
    async () => {
      const small = mountSmallDisk(4)
      writeFileSync(join(small.path, 'ballast'), Buffer.alloc(4096))
      await expect(createHome(join(small.path, 'home'))).rejects.toMatchObject({
        fault: 'disk-full',
      })
      await expect(checkHome(join(small.path, 'home'))).rejects.toMatchObject({
        fault: 'home-missing',
      })
      small.end()
    },
  )
})

describe('what is no home', () => {
  test('is told: nothing, an empty folder, a file, a home without its key', async () => {
    const missing = { fault: 'home-missing' }
    await expect(checkHome(home)).rejects.toMatchObject({ ...missing, params: { home } })
    await expect(checkHome(folder)).rejects.toMatchObject(missing)
    writeFileSync(join(folder, 'file'), '')
    await expect(checkHome(join(folder, 'file'))).rejects.toMatchObject(missing)
    await createHome(home)
    await checkHome(home)
    rmSync(homePaths(home).stationKey)
    await expect(checkHome(home)).rejects.toMatchObject(missing)
    await expect(readStationKey(home)).rejects.toMatchObject(missing)
  })

  test.runIf(posix)('is told apart from a home that we may not look into', async () => {
    const shut = openFolder()
    const inside = join(shut, 'home')
    await createHome(inside)
    const refusal = { fault: 'home-not-writable', params: { home: inside } }
    await expect(withoutPrivileges(() => checkHome(inside))).rejects.toMatchObject(refusal)
    chmodSync(inside, 0o755)
    chmodSync(join(inside, 'keys'), 0o755)
    await expect(withoutPrivileges(() => readStationKey(inside))).rejects.toMatchObject({
      fault: 'home-not-writable',
    })
    rmSync(shut, { recursive: true })
  })

  test('is told: a key that was cut, or is a folder', async () => {
    await createHome(home)
    truncateSync(homePaths(home).stationKey, 31)
    await expect(readStationKey(home)).rejects.toMatchObject({ fault: 'home-damaged' })
    rmSync(homePaths(home).stationKey)
    mkdirSync(homePaths(home).stationKey)
    await expect(readStationKey(home)).rejects.toMatchObject({ fault: 'home-damaged' })
  })
})

describe('a file written once', () => {
  test('is whole, for its owner alone, and stays when it is written again', async () => {
    const path = join(folder, 'once.key')
    expect(await writeOnce(path, Buffer.from('first'))).toBe(true)
    expect(await writeOnce(path, Buffer.from('second'))).toBe(false)
    expect(readFileSync(path, 'utf8')).toBe('first')
    if (posix) expect(modeOf(path)).toBe('600')
    expect(readdirSync(folder)).toEqual(['once.key'])
  })

  test('is never seen half', async () => {
    const path = join(folder, 'once.key')
    const bytes = Buffer.alloc(200_000, 1)
    const seen = await Promise.all(
      Array.from({ length: 20 }, async () => {
        await writeOnce(path, bytes)
        return readFileSync(path).byteLength
      }),
    )
    expect(new Set(seen)).toEqual(new Set([200_000]))
  })

  test('is there for a reader who may not write', async () => {
    if (!posix) return
    const shut = openFolder()
    const path = join(shut, 'once.key')
    await writeOnce(path, Buffer.from('x'))
    chmodSync(shut, 0o555)
    expect(await withoutPrivileges(() => writeOnce(path, Buffer.from('y')))).toBe(false)
    rmSync(shut, { recursive: true })
  })
})
