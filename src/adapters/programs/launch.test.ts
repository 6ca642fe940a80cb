import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'

import type { Launch } from '../../domain/flows/index.ts'
import { createProgramLauncher } from './index.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-programs-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Where copies of documents lie. */
const place = () => ({
  folder: join(folder, 'programs'),
  enter: () => '13-NEW',
  isAtWork: () => true,
})

/** Starts Node.js with a program text and arguments. */
function launch(code: string, given: readonly string[] = [], more: Partial<Launch> = {}) {
  return createProgramLauncher(place()).launch({
    file: process.execPath,
    arguments: ['-e', code, '--', ...given],
    environment: {},
    inherited: [],
    workingFolder: folder,
    timeLimitSeconds: 20,
    ...more,
  })
}

test('arguments are given as they are, without a shell', async () => {
  const hostile = ['$(touch x)', '; touch x', '`touch x`', 'a b', '"', "'", '', '%PATH%', '発注 &']
  const end = await launch('console.log(JSON.stringify(process.argv.slice(1)))', hostile)
  expect(end.status).toBe(0)
  expect(JSON.parse(end.output)).toEqual(hostile)
  expect(existsSync(join(folder, 'x'))).toBe(false)
})

test('the environment is what was given, with nothing of the station', async () => {
  process.env['HIKYAKU_SECRET_OF_TEST'] = 'secret'
  process.env['HIKYAKU_NAMED_OF_TEST'] = 'named'
  try {
    const more = { environment: { HIKYAKU_KEY: 'k' }, inherited: ['HIKYAKU_NAMED_OF_TEST'] }
    const { output } = await launch('console.log(JSON.stringify(process.env))', [], more)
    const seen = JSON.parse(output) as Record<string, string>
    expect(seen).toMatchObject({ HIKYAKU_KEY: 'k', HIKYAKU_NAMED_OF_TEST: 'named' })
    expect(output).not.toContain('secret')
  } finally {
    delete process.env['HIKYAKU_SECRET_OF_TEST']
    delete process.env['HIKYAKU_NAMED_OF_TEST']
  }
})

test('its status and what it printed are told, on both streams', async () => {
  const end = await launch('console.log("out"); console.error("err"); process.exitCode = 7')
  expect(end).toMatchObject({ status: 7 })
  expect(end.trouble).toBeUndefined()
  expect(end.output).toContain('out\n')
  expect(end.output).toContain('err\n')
})

test('of much that it prints the first and the last is kept, whatever its bytes', async () => {
  const code = 'for (let i = 0; i < 60000; i++) console.log(`line ${i}`)'
  const { output } = await launch(code)
  expect(output.length).toBeLessThan(70_000)
  expect(output).toMatch(/^line 0\n/)
  expect(output).toMatch(/line 59999\n$/)
  // 取込 in CP932, as a program of Windows prints it.
  const japanese = await launch('process.stdout.write(Buffer.from("8ee68d9e", "hex"))')
  expect(japanese.output).toBe('取込')
})

test('one that does not end in time is ended, with what it started', async () => {
  const mark = join(folder, 'grandchild')
  const script = `(while :; do echo x >> "${mark}"; sleep 0.05; done) & wait`
  const sh = { file: '/bin/sh', arguments: ['-c', script] }
  const end = await launch('', [], { ...sh, timeLimitSeconds: 1 })
  expect(end.status).toBeUndefined()
  expect(end.trouble).toMatchObject({ kind: 'time-limit' })
  await pause(200)
  const last = readFileSync(mark, 'utf8')
  await pause(300)
  expect(readFileSync(mark, 'utf8')).toBe(last)
})

test('a grandchild that holds the pipes keeps nobody waiting', async () => {
  const sh = { file: '/bin/sh', arguments: ['-c', 'sleep 8 & exit 0'] }
  const began = Date.now()
  expect(await launch('', [], sh)).toMatchObject({ status: 0 })
  expect(Date.now() - began).toBeLessThan(6_000)
})

test('one that is not there, may not be run or is killed is told as that', async () => {
  const missing = await launch('', [], { file: join(folder, 'missing') })
  expect(missing.trouble).toMatchObject({ kind: 'not-started' })
  const plain = join(folder, 'plain.sh')
  writeFileSync(plain, '#!/bin/sh\nexit 0\n', { mode: 0o644 })
  expect((await launch('', [], { file: plain })).trouble).toMatchObject({ kind: 'not-started' })
  const nowhere = await launch('', [], { workingFolder: join(folder, 'missing') })
  expect(nowhere.trouble).toMatchObject({ kind: 'not-started' })
  const killed = await launch('process.kill(process.pid, "SIGKILL")')
  expect(killed.trouble).toMatchObject({ kind: 'killed' })
})

test('a file stands only as long as it is used, under a name that is safe', async () => {
  const launcher = createProgramLauncher(place())
  async function* bytes(): AsyncGenerator<Uint8Array> {
    await Promise.resolve()
    yield Buffer.from('<a/>')
  }
  let seen = ''
  await launcher.withFile('../../etc/発注:1.xml', bytes(), async (path) => {
    seen = path
    await Promise.resolve()
    expect(readFileSync(path, 'utf8')).toBe('<a/>')
    expect(path).toMatch(/document-発注_1\.xml$/)
  })
  expect(existsSync(seen)).toBe(false)
  expect(dirname(dirname(seen))).toBe(join(folder, 'programs'))
})

test('what a process left that is gone is removed at the next start, and nothing else', async () => {
  const [gone, other, foreign] = ['12-0LD-AAAAAAAA', '13-NEW-BBBBBBBB', 'notes.txt'] as const
  for (const name of [gone, other]) mkdirSync(join(folder, 'programs', name), { recursive: true })
  writeFileSync(join(folder, 'programs', gone, 'document-order.xml'), '<a/>')
  writeFileSync(join(folder, 'programs', foreign), '')
  const launcher = createProgramLauncher({ ...place(), isAtWork: (name) => name === '13-NEW' })
  expect(await launcher.sweep()).toBe(1)
  expect(readdirSync(join(folder, 'programs')).toSorted()).toEqual([other, foreign])
})
