import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openFolder, withoutPrivileges } from '../contract/limits-of-the-machine.ts'
import { type, words, type Outcome } from './terminal.ts'
import { largeText } from '../support/payload-place.ts'

/** One home with a document, as an orderly end leaves it, and one more of another station. */
let stored: string
let folder: string
let home: string

const run = (line: string, directory = folder): Promise<Outcome> => type(words(line), { directory })

beforeAll(async () => {
  stored = mkdtempSync(join(tmpdir(), 'hikyaku-damaged-'))
  writeFileSync(join(stored, 'password'), 'secret of a partner', { mode: 0o600 })
  writeFileSync(join(stored, 'order.xml'), largeText)
  for (const name of ['home', 'other']) {
    const at = `--home ${name}`
    expect((await run(`${at} init`, stored)).status).toBe(0)
    const ids = '--own-id 1 --partner-id 2 --user u --password-file password'
    await run(`${at} partner add r --jx-client ${ids}`, stored)
    await run(`${at} partner add s --jx-server https://127.0.0.1:1/jx ${ids} --retries 0`, stored)
    const sent = await run(`${at} send r order.xml --document-type Order`, stored)
    expect(sent.status).toBe(0)
  }
})

afterAll(() => {
  rmSync(stored, { recursive: true })
})

beforeEach(() => {
  folder = mkdtempSync(join(stored, 'case-'))
  home = join(folder, 'home')
  for (const name of ['home', 'other', 'password', 'order.xml']) {
    cpSync(join(stored, name), join(folder, name), { recursive: true })
  }
})

const digestOf = (path: string): string => hash('sha256', readFileSync(path))

/** What a command must leave as it was. The lock of the opening is nobody's data. */
function contents(): [string, string][] {
  return readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== 'opening.lock' && !/-(wal|shm)$/.test(name))
    .toSorted()
    .map((name) => {
      const isFolder = statSync(join(home, name)).isDirectory()
      return [name, isFolder ? 'folder' : digestOf(join(home, name))]
    })
}

const at = (name: string): string => join(home, name)
const gone = (name: string) => (): void => {
  rmSync(at(name), { recursive: true })
}
const ofOther =
  (...names: string[]) =>
  (): void => {
    for (const name of names) {
      rmSync(at(name), { recursive: true })
      cpSync(join(folder, 'other', name), at(name), { recursive: true })
    }
  }
const both = (one: () => void, other: () => void) => (): void => {
  one()
  other()
}
const folderInPlace = (name: string) => (): void => {
  rmSync(at(name), { recursive: true })
  mkdirSync(at(name))
}
const folderMade = (name: string) => (): void => {
  mkdirSync(at(name))
}
const fileInPlace = (name: string) => (): void => {
  rmSync(at(name), { recursive: true })
  writeFileSync(at(name), 'a file')
}

/** Kinds of damage, and the fault that names each. */
const damages: readonly [string, () => void, string][] = [
  ['the database is gone', gone('hikyaku.db'), '20141131'],
  [
    'the database is empty',
    () => {
      truncateSync(at('hikyaku.db'))
    },
    '20141131',
  ],
  [
    'the database is gone, and no note is there',
    both(gone('hikyaku.db'), gone('station.json')),
    '20141131',
  ],
  ['the key is gone', gone('keys/station.key'), '20141132'],
  ['all keys are gone', gone('keys'), '20141132'],
  [
    'the key is cut',
    () => {
      truncateSync(at('keys/station.key'), 31)
    },
    '20141134',
  ],
  ['the key is another home’s', ofOther('keys'), '20141133'],
  ['the database is another home’s', ofOther('hikyaku.db'), '20141133'],
  ['database and keys are another home’s', ofOther('hikyaku.db', 'keys'), '20141133'],
  ['the note is another home’s', ofOther('station.json'), '20141133'],
  [
    'the note is not whole',
    () => {
      writeFileSync(at('station.json'), '{"stat')
    },
    '20141134',
  ],
  ['the documents are gone', gone('documents'), '20141137'],
  ['a file is in the place of the documents', fileInPlace('documents'), '20141134'],
  ['a file is in the place of the keys', fileInPlace('keys'), '20141134'],
  ['a folder is in the place of the database', folderInPlace('hikyaku.db'), '20141134'],
  ['a folder is in the place of the key', folderInPlace('keys/station.key'), '20141134'],
  ['a folder is in the place of the log', folderMade('hikyaku.db-wal'), '20141134'],
  ['a folder is in the place of its index', folderMade('hikyaku.db-shm'), '20141134'],
  ['a folder is in the place of its mark', folderMade('hikyaku.db-open'), '20141134'],
  ['a folder is in the place of the lock', folderInPlace('opening.lock'), '20141134'],
  ['the settings are gone', gone('settings.json'), '20141138'],
  ['a folder is in the place of the settings', folderInPlace('settings.json'), '20151103'],
]

const commands = [
  'document list',
  'start --jx-port 0 --console-port 0',
  'send r order.xml --document-type Order',
  'receive s',
  'backup copy.zip',
  'init',
] as const

/** What does not need the settings, or makes them anew. */
const withoutSettings: ReadonlySet<string> = new Set(['backup copy.zip', 'init'])

describe.each(damages)('a home where %s', (name, damage, id) => {
  test('is refused by name, whatever is asked of it, and stays as it is', async () => {
    damage()
    const before = contents()
    for (const command of commands) {
      if (name === 'the settings are gone' && withoutSettings.has(command)) continue
      const outcome = await run(command)
      expect([command, outcome.status, outcome.stderr]).toEqual([
        command,
        2,
        expect.stringContaining(id),
      ])
      expect(outcome.stdout).toBe('')
    }
    expect(contents()).toEqual(before)
  })
})

test('a home whose settings are gone gets standard ones when it is made ready again', async () => {
  gone('settings.json')()
  expect((await run('backup copy.zip')).status).toBe(1)
  expect((await run('init')).status).toBe(0)
  expect((await run('document list')).status).toBe(0)
})

describe('the server certificate of a home', () => {
  const start = 'start --jx-port 0 --no-console'

  test.each([
    ['is gone', gone('tls')],
    ['has a folder in its place', folderInPlace('tls/server.pem')],
    [
      'is something else',
      () => {
        writeFileSync(at('tls/server.pem'), '-----BEGIN CERTIFICATE-----')
      },
    ],
  ])('that %s is missed by name when it is needed, and by nothing else', async (_how, damage) => {
    damage()
    const before = contents()
    expect(await run(start)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('20141134') as string,
    })
    expect(contents()).toEqual(before)
    expect((await run('document list')).status).toBe(0)
  })

  test('whose authority cannot be read any more is watched and shown all the same', async () => {
    const pem = readFileSync(at('tls/ca.pem'), 'utf8')
    writeFileSync(at('tls/ca.pem'), pem.replace('\nMII', '\n!!!'))
    expect((await run('certificate list')).status).toBe(0)
    expect((await run('certificate check')).status).toBe(0)
  })

  test('is not made under half of an authority', async () => {
    writeFileSync(at('tls/ca.key'), 'cut')
    gone('tls/server.pem')()
    expect(await run('init')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('20141134') as string,
    })
  })

  test('is of the authority whose key is there, not of one whose key is gone', async () => {
    gone('tls/ca.key')()
    expect(await run('init')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('20141134') as string,
    })
    expect((await run('document list')).status).toBe(0)
  })
})

describe.runIf(process.platform !== 'win32')('what the operator may not read', () => {
  test.each(['hikyaku.db', 'keys', 'documents', 'station.json', 'settings.json'])(
    '%s is refused by name, and stays as it is',
    async (name) => {
      const shut = openFolder()
      try {
        cpSync(home, join(shut, 'home'), { recursive: true })
        chmodSync(join(shut, 'home'), 0o755)
        chmodSync(join(shut, 'home', name), 0)
        const outcome = await withoutPrivileges(() => run('document list', shut))
        expect([outcome.status, outcome.stderr]).toEqual([2, expect.stringContaining('20141102')])
      } finally {
        rmSync(shut, { recursive: true })
      }
    },
  )
})

describe('the log of a database', () => {
  const wal = (): string => at('hikyaku.db-wal')

  test('is missed when somebody took it away after a crash', async () => {
    await crash()
    expect(existsSync(wal())).toBe(true)
    rmSync(wal())
    for (const without of ['hikyaku.db-shm', 'hikyaku.db-none']) {
      rmSync(at(without), { force: true })
      expect(await run('document list')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('20141135') as string,
      })
    }
  })

  test('is missed in a copy that left it behind', async () => {
    await crash()
    rmSync(at('hikyaku.db-shm'))
    renameSync(wal(), join(folder, 'left-behind'))
    expect((await run('start --jx-port 0')).status).toBe(2)
    renameSync(join(folder, 'left-behind'), wal())
    expect((await run('document list --json')).stdout.trim().split('\n')).toHaveLength(2)
  })

  test('goes with an orderly end, also one of several at once, and is not missed then', async () => {
    for (let round = 0; round < 5; round += 1) {
      const all = await Promise.all(
        ['document list', 'fault list', 'partner list'].map((one) => run(one)),
      )
      expect(all.map(({ status }) => status)).toEqual([0, 0, 0])
      expect(readdirSync(home).filter((name) => name.startsWith('hikyaku.db'))).toEqual([
        'hikyaku.db',
      ])
    }
  })

  test('goes with a process that ends without closing it, and is not missed then', async () => {
    await crash('process.exit(0)')
    expect(readdirSync(home).filter((name) => name.startsWith('hikyaku.db'))).toEqual([
      'hikyaku.db',
    ])
    expect((await run('document list --json')).stdout.trim().split('\n')).toHaveLength(2)
  })

  /** A process that keeps one document more and ends abruptly. */
  async function crash(end = "process.kill(process.pid, 'SIGKILL')"): Promise<void> {
    const module = (path: string): string =>
      JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href)
    const script = `
      const { openStation } = await import(${module('station/index.ts')})
      const { enqueueDocument } = await import(${module('domain/exchange/index.ts')})
      const station = await openStation({ home: ${JSON.stringify(home)} })
      const partner = (await station.ledger.partners.list())[0]
      const chunks = async function* () { yield Buffer.from('<a/>') }
      await enqueueDocument(station, { partner, fileName: 'a', documentType: 'd', chunks })
      ${end}`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: 'inherit',
    })
    await once(child, 'exit')
  }
})

describe('a home that a crash left', () => {
  const log = (): string => at('hikyaku.db-wal')
  const cases: readonly [string, () => void, string][] = [
    ['whose key is another one', ofOther('keys'), '20141133'],
    ['whose database is another home’s', ofOther('hikyaku.db'), '20141133'],
    ['whose documents are gone', gone('documents'), '20141137'],
    ['whose settings are gone', gone('settings.json'), '20141138'],
    ['whose server certificate is gone', gone('tls/server.pem'), '20141134'],
    [
      'whose log was cut',
      () => {
        truncateSync(log(), statSync(log()).size - 1)
      },
      '20141139',
    ],
    [
      'whose log was emptied',
      () => {
        truncateSync(log())
      },
      '20141139',
    ],
    [
      'whose database is damaged',
      () => {
        writeFileSync(at('hikyaku.db'), 'no database'.repeat(1000))
      },
      '20141106',
    ],
  ]

  test.each(cases)('%s is refused, and its log stays as it is', async (_name, damage, id) => {
    await leaveLog()
    damage()
    const before = withLog()
    const { stderr } = await run('start --jx-port 0 --no-console')
    expect(stderr).toContain(id)
    expect(withLog()).toEqual(before)
  })

  const withLog = (): [string, string][] => [
    ...contents(),
    ...(existsSync(log()) ? [['log', digestOf(log())] as [string, string]] : []),
  ]

  /** The home as it is while a station works in it. */
  async function leaveLog(): Promise<void> {
    const { openStation } = await import('../../src/station/index.ts')
    const { raiseFault } = await import('../../src/domain/exchange/index.ts')
    const station = await openStation({ home })
    const { HikyakuError } = await import('../../src/errors/index.ts')
    await raiseFault(station.ledger, station, new HikyakuError('disk-full', { detail: 'x' }), {})
    const copy = join(folder, 'copy')
    cpSync(home, copy, { recursive: true })
    await station.close()
    rmSync(home, { recursive: true })
    renameSync(copy, home)
  }
})

test('a database that is older than its home is not worked with', async () => {
  cpSync(at('hikyaku.db'), join(folder, 'older.db'))
  expect((await run('send r order.xml --document-type Order --again')).status).toBe(0)
  cpSync(join(folder, 'older.db'), at('hikyaku.db'))
  expect(await run('send r')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('20141136') as string,
  })
})

test('a home whose init was cut short is made ready by the next', async () => {
  const names = ['settings.json', 'tls', 'station.json', 'hikyaku.db', 'keys/station.key']
  for (const name of names) {
    rmSync(join(folder, 'new'), { recursive: true, force: true })
    expect((await run('--home new init')).status).toBe(0)
    for (const lost of names.slice(0, names.indexOf(name) + 1)) {
      rmSync(join(folder, 'new', lost), { recursive: true })
    }
    expect([name, (await run('--home new init')).status]).toEqual([name, 0])
    expect([name, (await run('--home new document list')).status]).toEqual([name, 0])
  }
})

test('a home of the version before has no note and no id, and gets both', async () => {
  gone('station.json')()
  const { default: Sqlite } = await import('better-sqlite3')
  const database = new Sqlite(at('hikyaku.db'))
  database.exec("DELETE FROM secret WHERE owner = 'station'")
  database.close()
  expect((await run('document list')).status).toBe(0)
  const { station, documents } = JSON.parse(readFileSync(at('station.json'), 'utf8')) as {
    station: string
    documents: number
  }
  expect([station.length, documents]).toEqual([32, 1])
})
