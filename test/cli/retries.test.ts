import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { type, words, type Outcome, type TerminalOptions } from './terminal.ts'

let directory: string
/** Waits are over at once. */
const clock = {
  ...systemClock,
  now: () => new Date('2026-09-24T07:00:00'),
  wait: () => Promise.resolve(),
}

const run = (line: string, options: Partial<TerminalOptions> = {}): Promise<Outcome> =>
  type(words(line), { directory, clock, ...options })

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hikyaku-retries-'))
  await run('init')
  const ids = '--own-id 1 --partner-id 2 --retries 2 --retry-interval 90'
  await run(`partner add p --jx-server https://127.0.0.1:1/jx ${ids}`)
})
afterAll(() => {
  rmSync(directory, { recursive: true, force: true })
})

describe('a call that is made again after a while', () => {
  test('says at a terminal why, until when it waits, and how often it is tried', async () => {
    const { stderr, status } = await run('--lang ja receive p', { isTTY: true })
    expect(status).toBe(4)
    const waits = stderr.split('\n').filter((line) => line.includes('まで待って'))
    expect(waits).toEqual([
      expect.stringMatching(/^2026-09-24 07:01:30 まで.*3 回のうち 2 回目/u),
      expect.stringMatching(/^2026-09-24 07:01:30 まで.*3 回のうち 3 回目/u),
    ])
    expect(stderr).toContain('127.0.0.1:1')
  })

  test('is quiet where nobody looks', async () => {
    expect((await run('--lang en receive p')).stderr).not.toContain('Waiting until')
  })

  test('is an event among the results with --json', async () => {
    const { stdout } = await run('--json receive p')
    const until = new Date('2026-09-24T07:01:30').toISOString()
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect(events).toEqual([
      expect.objectContaining({ event: 'waiting', id: '20101102', next: 2, most: 3, until }),
      expect.objectContaining({ event: 'waiting', id: '20101102', next: 3, most: 3, until }),
    ])
  })
})
