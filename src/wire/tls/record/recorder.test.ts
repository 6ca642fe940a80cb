import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import {
  authority,
  call,
  clientTls,
  endAll,
  failureOf,
  serve,
  serverTls,
} from '../../../../test/support/connecting.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { seenCertificates, type HandshakeRecord, handshakeRecordSchema } from '../index.ts'
import { HandshakeReader } from '../wire/handshake-reader.ts'

afterEach(endAll)

const recording = { host: 'localhost', versions: ['TLSv1.2', 'TLSv1.3'] as const, ownChain: [] }
const ours = { ...recording, versions: [...recording.versions] }

/** The record of a call that fails in its handshake. */
async function recordOf(
  tls: object,
  port: number,
  timeoutMilliseconds = 30_000,
): Promise<HandshakeRecord> {
  let found: HandshakeRecord | undefined
  await failureOf({
    port,
    tls: { ...clientTls, ...tls },
    recording: ours,
    timeoutMilliseconds,
    explainTls: (error, record) => {
      found = record
      return new HikyakuError('defect', { detail: error.message })
    },
  })
  if (found === undefined) throw new Error('no record')
  return handshakeRecordSchema.parse(found)
}

const kinds = ({ events }: HandshakeRecord): string[] =>
  events.map(({ from, fact, ended }) => `${from} ${fact?.kind ?? ended ?? ''}`)

test('a call over TLS 1.3 is recorded, completed from what the library knows', async () => {
  const server = await serve(() => undefined, { tls: serverTls })
  const { recorder } = await call({ port: server.port, tls: clientTls, recording: ours })
  const record = handshakeRecordSchema.parse(recorder?.record())
  expect(record).toMatchObject({
    role: 'client',
    outcome: 'done',
    known: { version: 'TLSv1.3', certificateRequested: false },
  })
  expect(record.known?.peerChain[0]?.subject).toBe('CN=localhost')
  expect(kinds(record).slice(0, 2)).toEqual(['client client-hello', 'server server-hello'])
})

test('a server certificate that is not trusted stands in the record of TLS 1.3', async () => {
  const server = await serve(() => undefined, { tls: serverTls })
  const record = await recordOf({ ca: [] }, server.port)
  expect(record.outcome).toBe('failed')
  expect(record.error?.code).toMatch(/UNABLE_TO|SELF_SIGNED/)
  expect(record.known?.peerChain[0]?.subject).toBe('CN=localhost')
})

test('an alert of the server is recorded, with what was offered', async () => {
  const tls = { ...serverTls, minVersion: 'TLSv1.3' } as const
  const server = await serve(() => undefined, { tls })
  const record = await recordOf({ maxVersion: 'TLSv1.2' }, server.port)
  expect(record.events.at(-1)?.fact ?? record.events.at(-2)?.fact).toMatchObject({
    kind: 'alert',
    name: 'protocol_version',
  })
})

test('silence and an end are recorded with their side', async () => {
  const silent = await serve(({ socket }) => socket.resume())
  expect(kinds(await recordOf({}, silent.port, 500))).toEqual([
    'client client-hello',
    'server timeout',
  ])
  const closing = await serve(({ socket }) => socket.once('data', () => socket.end()))
  expect(kinds(await recordOf({}, closing.port))).toEqual(['client client-hello', 'server end'])
})

test('any bytes in any pieces are read alike, and never throw', () => {
  const der = Buffer.from(seenCertificates(authority.certificatePem)[0]?.der ?? '', 'base64')
  const message = Buffer.concat([Buffer.from([11, 0, 0, der.length & 255]), der])
  const starts = [Buffer.from([22, 3, 3, 1, 0, 2, 0, 0, 252]), Buffer.from([22, 3, 3]), message]
  const bytes = fc
    .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 600 }))
    .map(([start, rest]) => Buffer.concat([start, rest]))
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 50 }), (all, step) => {
      const read = (size: number): unknown[] => {
        const facts: unknown[] = []
        const reader = new HandshakeReader((from, fact) => facts.push([from, fact]))
        for (let at = 0; at < all.length; at += size)
          reader.push('server', all.subarray(at, at + size))
        reader.end('server')
        return facts
      }
      expect(read(step)).toEqual(read(all.length))
    }),
    { numRuns: 2000 },
  )
})
