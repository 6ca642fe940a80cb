import { fork } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HandOverFolder } from '../../../domain/exchange/index.ts'
import { faultyDisk, type FaultyDisk } from '../../../../test/contract/faulty-disk.ts'
import {
  canMount,
  mountSmallDisk,
  openFolder,
  withoutPrivileges,
} from '../../../../test/contract/limits-of-the-machine.ts'
import { createHandOverFolder } from './hand-over-folder.ts'

const posix = process.platform !== 'win32'
let folder: string
let disk: FaultyDisk
let handOver: HandOverFolder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-hand-over-'))
  disk = faultyDisk()
  handOver = createHandOverFolder({ disk })
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function* chunksOf(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text))
}

const write = (name: string, ...texts: readonly string[]): Promise<string> =>
  handOver.write(folder, name, chunksOf(...texts))
const names = (): string[] => readdirSync(folder).toSorted()
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8')

describe('a file handed over', () => {
  test('holds all bytes under the name it was given', async () => {
    expect(await write('注文 1.xml', 'one ', 'two')).toBe(join(folder, '注文 1.xml'))
    expect(names()).toEqual(['注文 1.xml'])
    expect(textOf('注文 1.xml')).toBe('one two')
    expect(await write('empty.xml')).toBe(join(folder, 'empty.xml'))
    expect(textOf('empty.xml')).toBe('')
  })

  test('has its name when it is whole and durable, and not before', async () => {
    await write('order.xml', 'x', 'y')
    expect(disk.calls.filter((call) => !call.startsWith('list'))).toEqual([
      'create .part',
      'write .part',
      'write .part',
      'sync .part',
      'close .part',
      'link order.xml',
      `open-directory ${folder.split(/[/\\]/).at(-1) ?? ''}`,
      `sync-directory ${folder.split(/[/\\]/).at(-1) ?? ''}`,
      'remove .part',
    ])
  })

  test('gets a name that is safe', async () => {
    for (const name of ['../../order.xml', '..\\order.xml', '/etc/passwd', 'con', '']) {
      const path = await write(name, name)
      expect(path.startsWith(join(folder, ' ').trimEnd())).toBe(true)
      expect(existsSync(path)).toBe(true)
    }
    expect(names()).toHaveLength(5)
  })

  test('is nothing at all if the bytes do not come to their end', async () => {
    const breaking = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('half'))
      throw Object.assign(new TypeError('broken off'), { code: 'EBROKEN' })
    }
    await expect(handOver.write(folder, 'order.xml', breaking())).rejects.toMatchObject({
      fault: 'hand-over-failed',
      params: { document: 'order.xml', directory: folder },
    })
    expect(names()).toEqual([])
  })
})

describe('a name that is taken', () => {
  test('by the same bytes counts as written, and is made durable', async () => {
    const path = await write('order.xml', 'same')
    disk.calls.length = 0
    expect(await write('order.xml', 'sa', 'me')).toBe(path)
    expect(names()).toEqual(['order.xml'])
    // The first run may have ended between the name and its fsync.
    expect(disk.calls.some((call) => call.startsWith('sync-directory'))).toBe(true)
  })

  test('by other bytes is not overwritten: the new one gets a number', async () => {
    await write('order.tar.gz', 'first')
    expect(await write('order.tar.gz', 'second')).toBe(join(folder, 'order.tar (2).gz'))
    expect(await write('order.tar.gz', 'third')).toBe(join(folder, 'order.tar (3).gz'))
    expect(await write('order.tar.gz', 'second')).toBe(join(folder, 'order.tar (2).gz'))
    expect(names().map(textOf).toSorted()).toEqual(['first', 'second', 'third'])
  })

  test('by something that is no file is left alone', async () => {
    mkdirSync(join(folder, 'order.xml'))
    expect(await write('order.xml', 'x')).toBe(join(folder, 'order (2).xml'))
    if (!posix) return
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link.xml'))
    expect(await write('link.xml', 'x')).toBe(join(folder, 'link (2).xml'))
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })

  test.runIf(posix)('by a pipe keeps nobody waiting', async () => {
    const { execFileSync } = await import('node:child_process')
    execFileSync('mkfifo', [join(folder, 'order.xml')])
    expect(await write('order.xml', 'x')).toBe(join(folder, 'order (2).xml'))
  })

  test('by two at once goes to one of them', async () => {
    const texts = Array.from({ length: 10 }, (_, at) => `text ${at}`)
    const paths = await Promise.all(texts.map((text) => write('order.xml', text)))
    expect(new Set(paths).size).toBe(10)
    for (const [at, path] of paths.entries()) expect(readFileSync(path, 'utf8')).toBe(texts[at])
    expect(names()).toHaveLength(10)
    const same = await Promise.all(Array.from({ length: 10 }, () => write('same.xml', 'same')))
    expect(new Set(same)).toEqual(new Set([join(folder, 'same.xml')]))
  })

  test('is respected without hard links too, as on FAT', async () => {
    for (const code of ['EPERM', 'ENOTSUP', 'ENOSYS']) {
      disk.fail('link', code)
      const path = await write(`${code}.xml`, 'first')
      expect(await write(`${code}.xml`, 'second')).toBe(join(folder, `${code} (2).xml`))
      expect(await write(`${code}.xml`, 'first')).toBe(path)
      expect(readFileSync(path, 'utf8')).toBe('first')
      disk.mend()
    }
    expect(names()).toHaveLength(6)
  })
})

describe('a folder that does not take a file', () => {
  test.each([
    'create',
    'write',
    'sync',
    'close',
    'open-directory',
    'sync-directory',
    'list',
  ] as const)('fails by name if %s fails, and can be tried again', async (call) => {
    disk.fail(call, 'EIO')
    await expect(write('order.xml', 'x')).rejects.toMatchObject({ fault: 'hand-over-failed' })
    expect(names().filter((name) => name.endsWith('.part'))).toEqual([])
    disk.mend()
    expect(await write('order.xml', 'x')).toBe(join(folder, 'order.xml'))
    expect(names()).toEqual(['order.xml'])
  })

  test('does not count as failed because the temporary name stays', async () => {
    disk.fail('remove', 'EIO')
    expect(await write('order.xml', 'x')).toBe(join(folder, 'order.xml'))
    expect(textOf('order.xml')).toBe('x')
    disk.mend()
    await write('another.xml', 'y')
    expect(names()).toEqual(['another.xml', 'order.xml'])
  })

  test('is told if it is missing, or no folder', async () => {
    const refusal = { fault: 'hand-over-failed' }
    for (const name of ['missing', 'file']) {
      if (name === 'file') writeFileSync(join(folder, name), 'x')
      const writing = handOver.write(join(folder, name), 'order.xml', chunksOf('x'))
      await expect(writing).rejects.toMatchObject(refusal)
    }
    expect(names()).toEqual(['file'])
  })

  test.runIf(posix)('is told if we must not write there', async () => {
    const shut = openFolder()
    chmodSync(shut, 0o555)
    const writing = withoutPrivileges(() => handOver.write(shut, 'order.xml', chunksOf('x')))
    await expect(writing).rejects.toMatchObject({ fault: 'hand-over-failed' })
    rmSync(shut, { recursive: true })
  })

  test.runIf(canMount)('is told if it is full, and keeps no half', async () => {
    const small = mountSmallDisk(256)
    const writing = handOver.write(small.path, 'order.xml', chunksOf('x'.repeat(1_000_000)))
    await expect(writing).rejects.toMatchObject({ fault: 'hand-over-failed' })
    expect(readdirSync(small.path)).toEqual([])
    small.end()
  })
})

describe('what a killed process left in the folder', () => {
  test('goes with the next file; what is of others stays', async () => {
    const script = fileURLToPath(
      new URL('../../../../test/contract/hand-over-child.ts', import.meta.url),
    )
    const child = fork(script, [folder], { execArgv: [] })
    await once(child, 'message')
    writeFileSync(join(folder, '.hikyaku-notes.part'), 'of the operator')
    await write('while-it-lives.xml', 'x')
    expect(names().filter((name) => /^\.hikyaku-\d/.test(name))).toHaveLength(1)
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
    await write('when-it-is-dead.xml', 'x')
    expect(names()).toEqual(['.hikyaku-notes.part', 'when-it-is-dead.xml', 'while-it-lives.xml'])
  })
})
