import { PassThrough } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { awaitVerdict } from './connection-test-verdict.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(() => {
  vi.useRealTimers()
})

const socket = (): TLSSocket => new PassThrough() as unknown as TLSSocket

test('a refusal that came while the process was late itself counts before the silence', async () => {
  const waiting = socket()
  const verdict = awaitVerdict(waiting)
  vi.advanceTimersByTime(1000)
  // Timers come before what was read in the same turn of the loop.
  waiting.emit('error', new Error('unknown ca'))
  await expect(verdict).rejects.toThrow('unknown ca')
})

test('silence means nothing', async () => {
  const verdict = awaitVerdict(socket())
  vi.advanceTimersByTime(1000)
  await verdict
})
