import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { steppingClock } from '../../base/clock.ts'
import { openLogFolder, type LogFolder } from './index.ts'

const clock = steppingClock(new Date('2026-04-01T00:00:00Z'))
let home: string
let folder: string
let failures: string[]
let log: LogFolder

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hikyaku-log-'))
  folder = join(home, 'log')
  failures = []
  log = open()
})
afterEach(async () => {
  await log.close()
  await rm(home, { recursive: true })
})

function open(bounds = {}): LogFolder {
  const onFailure = (detail: string): void => void failures.push(detail)
  return openLogFolder({ folder, clock, bounds, onFailure })
}

/** What is written once all that was noted is. */
async function lines(): Promise<Record<string, unknown>[]> {
  await log.close()
  const names = (await readdir(folder)).toSorted()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('an event is one line of JSON with time, level and the words of the catalogue', async () => {
  log.note({
    event: 'caller-refused',
    fault: { name: 'login-failed', params: { address: '192.0.2.1', detail: 'a\nb' } },
    about: { address: '192.0.2.1:4711', times: 3 },
  })
  log.note({ event: 'defect', detail: 'Error: x\n    at y' })
  expect(await lines()).toMatchObject([
    {
      level: 'warn',
      time: clock.now().toISOString(),
      event: 'caller-refused',
      number: '20121101',
      message: 'A login from 192.0.2.1 failed.',
      times: 3,
      pid: process.pid,
    },
    { level: 'error', event: 'defect', detail: 'Error: x\n    at y' },
  ])
})

test('a file that is full and a day that is over are followed by another file', async () => {
  const small = open({ fileBytes: 300 })
  for (let count = 0; count < 6; count += 1) small.note({ event: 'station-started' })
  await clock.wait(86_400_000)
  small.note({ event: 'station-stopped' })
  await small.close()
  const names = (await readdir(folder)).toSorted()
  expect(names.filter((name) => name.includes('2026-04-01')).length).toBeGreaterThan(1)
  expect(names.at(-1)).toBe('hikyaku-2026-04-02.1.log')
  expect(await lines()).toHaveLength(7)
  for (const name of names) expect((await stat(join(folder, name))).size).toBeLessThan(500)
})

test('their number is bounded by count and by age, and no file of others is touched', async () => {
  const few = open({ fileBytes: 1, files: 3, days: 2 })
  few.note({ event: 'station-started' })
  await few.close()
  await writeFile(join(folder, 'notes.log'), 'mine')
  await writeFile(join(folder, 'hikyaku-2026-01-01.1.log'), 'old')
  for (let count = 0; count < 9; count += 1) few.note({ event: 'station-started' })
  await few.close()
  expect((await readdir(folder)).filter((name) => name.startsWith('hikyaku'))).toHaveLength(3)
  await clock.wait(3 * 86_400_000)
  few.note({ event: 'station-started' })
  await few.close()
  expect((await readdir(folder)).filter((name) => name.startsWith('hikyaku'))).toHaveLength(1)
  expect(await readFile(join(folder, 'notes.log'), 'utf8')).toBe('mine')
})

test('two writers add to one file, and after a restart it goes on', async () => {
  const other = open()
  for (let count = 0; count < 50; count += 1) {
    log.note({ event: 'changed', about: { count } })
    other.note({ event: 'changed', about: { count } })
  }
  await other.close()
  const third = open()
  third.note({ event: 'station-started' })
  await third.close()
  expect(await readdir(folder)).toHaveLength(1)
  expect(await lines()).toHaveLength(101)
})

test('a folder that cannot be written is told once, and nobody fails of it', async () => {
  await writeFile(folder, 'a file in its place')
  log.note({ event: 'station-started' })
  log.note({ event: 'station-started' })
  await log.close()
  expect(failures).toHaveLength(1)
  await rm(folder)
  log.note({ event: 'station-stopped' })
  expect(await lines()).toHaveLength(1)
})

test('a fault’s param that is no slot of its message is not written', async () => {
  log.note({ event: 'fault-raised', fault: { name: 'login-failed', params: { secret: 'hush' } } })
  expect(JSON.stringify(await lines())).not.toContain('hush')
})
