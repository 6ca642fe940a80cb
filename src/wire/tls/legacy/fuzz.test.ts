import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loneEngine, type EngineRun } from '../../../../test/support/legacy/handshake-pair.ts'
import {
  optionsOf,
  readRecordings,
  type Recording,
} from '../../../../test/support/legacy/recording.ts'
import { legacySuites } from './suites.ts'

const recordings = readRecordings()

/** Runs the engine of a recording over bytes of a server, in pieces of a size. */
function replay(recording: Recording, server: Uint8Array, piece = server.length): EngineRun {
  const run = loneEngine(optionsOf(recording))
  run.engine.start()
  let wrote = false
  for (let at = 0; at < server.length; at += piece) {
    run.engine.receive(Buffer.from(server.subarray(at, at + piece)))
    if (run.session === undefined || wrote) continue
    wrote = true
    run.engine.write(Buffer.from(recording.written))
  }
  run.engine.receiveEnd()
  return run
}

const bytesOf = (recording: Recording): Buffer => Buffer.from(recording.server, 'base64')

describe('recorded servers', () => {
  test('are there for each version and suite', () => {
    const wanted = legacySuites.flatMap(({ name, versions }) => versions.map((v) => `${v} ${name}`))
    expect(recordings.map(({ version, suite }) => `${version} ${suite}`)).toEqual(wanted)
  })

  test.each(recordings)('$version $suite: byte for byte as it was', (recording) => {
    const server = bytesOf(recording)
    const run = loneEngine(optionsOf(recording))
    run.engine.start()
    run.engine.receive(server.subarray(0, recording.handshakeBytes))
    expect(run.session).toMatchObject({ version: recording.version })
    run.engine.write(Buffer.from(recording.written))
    run.engine.receive(server.subarray(recording.handshakeBytes))
    run.engine.close()
    expect(run.data.join('')).toBe(recording.received)
    expect([run.ended, run.failure]).toEqual([true, undefined])
    expect(Buffer.concat(run.out).toString('base64')).toBe(recording.client)
  })
})

type Change = (server: Buffer) => Buffer

/** Where the records of a stream begin. */
function recordsIn(server: Buffer): readonly number[] {
  const starts: number[] = []
  for (let at = 0; at + 5 <= server.length; at += 5 + server.readUInt16BE(at + 3)) starts.push(at)
  return starts
}

function recordAt(server: Buffer, which: number): readonly [number, number] {
  const starts = recordsIn(server)
  if (starts.length === 0) return [0, server.length]
  const index = which % starts.length
  return [starts[index] ?? 0, starts[index + 1] ?? server.length]
}

const place = fc.nat(1_000_000)
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.integer({ min: 1, max: 255 })).map(([at, mask]): Change => (server) => {
    if (server.length === 0) return server
    const copy = Buffer.from(server)
    const where = at % copy.length
    copy.writeUInt8(copy.readUInt8(where) ^ mask, where)
    return copy
  }),
  place.map(
    (at): Change =>
      (server) =>
        server.subarray(0, at % (server.length + 1)),
  ),
  fc.tuple(place, fc.nat(40)).map(([at, length]): Change => (server) => {
    const where = at % (server.length + 1)
    return Buffer.concat([server.subarray(0, where), server.subarray(where + length)])
  }),
  fc
    .tuple(place, fc.uint8Array({ minLength: 1, maxLength: 64 }))
    .map(([at, bytes]): Change => (server) => {
      const where = at % (server.length + 1)
      return Buffer.concat([server.subarray(0, where), bytes, server.subarray(where)])
    }),
  // A record twice, left out, moved to the end, or with another header.
  fc
    .tuple(place, fc.constantFrom('twice', 'out', 'last'))
    .map(([which, how]): Change => (server) => {
      const [from, to] = recordAt(server, which)
      const record = server.subarray(from, to)
      const [before, after] = [server.subarray(0, from), server.subarray(to)]
      if (how === 'out') return Buffer.concat([before, after])
      return how === 'twice'
        ? Buffer.concat([before, record, record, after])
        : Buffer.concat([before, after, record])
    }),
  fc
    .tuple(
      place,
      fc.constantFrom(20, 21, 22, 23, 24),
      fc.constantFrom(2, 3),
      fc.nat(4),
      fc.nat(0xffff),
    )
    .map(([which, type, major, minor, length]): Change => (server) => {
      const [from] = recordAt(server, which)
      if (from + 5 > server.length) return server
      const copy = Buffer.from(server)
      copy.writeUInt8(type, from)
      copy.writeUInt8(major, from + 1)
      copy.writeUInt8(minor, from + 2)
      copy.writeUInt16BE(length, from + 3)
      return copy
    }),
  // A record of a kind that costs nothing to make: alerts, changes of cipher, requests.
  fc
    .tuple(
      place,
      fc.constantFrom('15{v}00020100', '15{v}00020228', '14{v}000101', '16{v}000400000000'),
    )
    .map(([which, hex]): Change => (server) => {
      const [from] = recordAt(server, which)
      const made = Buffer.from(hex.replace('{v}', server.subarray(1, 3).toString('hex')), 'hex')
      return Buffer.concat([server.subarray(0, from), made, server.subarray(from)])
    }),
)

/** The messages of a stream's handshake before it is protected, whatever records carry them. */
function handshakeIn(server: Buffer): string {
  const parts: Buffer[] = []
  for (const at of recordsIn(server)) {
    if (server[at] === 20) break
    const content = server.subarray(at + 5, at + 5 + server.readUInt16BE(at + 3))
    // Requests for a new handshake are not hashed, warnings not vouched for.
    const request = content.length === 4 && content.readUInt32BE(0) === 0
    if (server[at] === 22 && !request) parts.push(content)
  }
  return Buffer.concat(parts).toString('hex')
}

const runs = Number(process.env['HIKYAKU_FUZZ_RUNS'] ?? 3000)

describe('whatever a server sends', () => {
  test(`changed recordings: ${runs} of them, none taken for what it is not`, () => {
    let connected = 0
    let failed = 0
    const anyRecording = fc.constantFrom(...recordings)
    const changes = fc.array(change, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(
        anyRecording,
        changes,
        fc.integer({ min: 1, max: 3000 }),
        (recording, list, piece) => {
          const original = bytesOf(recording)
          const server = list.reduce<Buffer>((bytes, one) => one(bytes), original)
          const run = replay(recording, server, piece)
          // Never left hanging: it ended, or it failed.
          expect(run.ended || run.failure !== undefined).toBe(true)
          expect(run.failure?.code).not.toBe('ERR_LEGACY_INTERNAL')
          if (run.failure !== undefined) failed += 1
          if (run.session !== undefined) {
            connected += 1
            expect(handshakeIn(server)).toBe(handshakeIn(original))
          }
          const data = run.data.join('')
          expect(recording.received.startsWith(data)).toBe(true)
          // An end is only an end if everything came before it.
          if (run.ended) expect(data).toBe(recording.received)
        },
      ),
      { numRuns: runs },
    )
    // The check bites: most changes are found, some are after what was asked.
    expect(failed).toBeGreaterThan(runs / 2)
    expect(connected).toBeGreaterThan(runs / 100)
  })

  test('bytes of any kind: no crash, and never connected', () => {
    const any = fc.uint8Array({ maxLength: 2000 })
    const record = fc
      .tuple(
        fc.constantFrom(20, 21, 22, 23),
        fc.constantFrom(0, 1),
        fc.uint8Array({ maxLength: 300 }),
      )
      .map(([type, minor, body]) =>
        Buffer.concat([Buffer.from([type, 3, minor, body.length >> 8, body.length & 255]), body]),
      )
    const stream = fc
      .array(fc.oneof(any, record), { maxLength: 6 })
      .map((parts) => Buffer.concat(parts))
    fc.assert(
      fc.property(fc.constantFrom(...recordings), stream, (recording, bytes) => {
        const run = replay(recording, bytes, 97)
        expect([run.session, run.ended, run.data]).toEqual([undefined, false, []])
        expect(run.failure).toBeDefined()
        expect(run.failure?.code).not.toBe('ERR_LEGACY_INTERNAL')
      }),
      { numRuns: runs },
    )
  })
})
