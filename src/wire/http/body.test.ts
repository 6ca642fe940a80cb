import type { ServerResponse } from 'node:http'
import { PassThrough, Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { writeBody } from './body.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const limits = { silenceMilliseconds: 1000, minimumRate: 60_000, windowMilliseconds: 1000 }

/** A caller whose line takes so many bytes per second, and no faster. */
function callerAt(bytesPerSecond: number): {
  response: ServerResponse
  readonly received: () => number
} {
  let bytes = 0
  const line = new Writable({
    highWaterMark: 16_384,
    write: (chunk: Uint8Array, _encoding, done) => {
      setTimeout(
        () => {
          bytes += chunk.byteLength
          done()
        },
        (chunk.byteLength / bytesPerSecond) * 1000,
      )
    },
  })
  line.on('error', () => undefined)
  const socket = new PassThrough()
  const response = Object.assign(line, { socket, req: { socket } }) as unknown as ServerResponse
  return { response, received: () => bytes }
}

async function* document(bytes: number): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.alloc(bytes))
}

describe('a body that is written at the caller’s pace', () => {
  test('is not cut on a slow line that keeps the rate', async () => {
    const { response, received } = callerAt(400_000)
    const count = { bytes: 0 }
    const written = writeBody(response, document(700_000), limits, count)
    await vi.advanceTimersByTimeAsync(2000)
    await written
    expect(received()).toBe(700_000)
    expect(count.bytes).toBe(700_000)
  })

  test('is cut on a line below the rate', async () => {
    const { response } = callerAt(10_000)
    const written = writeBody(response, document(700_000), limits, { bytes: 0 })
    await Promise.all([
      expect(written).rejects.toMatchObject({ fault: 'request-stalled' }),
      vi.advanceTimersByTimeAsync(2000),
    ])
  })
})
