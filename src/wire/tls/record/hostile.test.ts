import { expect, test } from 'vitest'

import { HandshakeRecorder } from './recorder.ts'
import { mostText, readRecord, recordText } from './short-record.ts'

const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255])

function vector(bytes: Buffer): Buffer {
  return Buffer.concat([uint16(bytes.length), bytes])
}

function message(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type, 0]), uint16(body.length), body])
}

/** Messages in records of the greatest length (RFC 8446 §5.1). */
function records(messages: readonly Buffer[]): Buffer {
  const stream = Buffer.concat(messages)
  const found: Buffer[] = []
  for (let at = 0; at < stream.length; at += 16_384) {
    const body = stream.subarray(at, at + 16_384)
    found.push(Buffer.from([22, 3, 3]), uint16(body.length), body)
  }
  return Buffer.concat(found)
}

/** A hello whose lists hold as many long names as they can. */
function wordyHello(): Buffer {
  const suites = vector(Buffer.alloc(2 * 256, uint16(0xc02f)))
  const names = (code: number): Buffer => vector(Buffer.alloc(2 * 256, uint16(code)))
  const extension = (type: number, body: Buffer): Buffer =>
    Buffer.concat([uint16(type), vector(body)])
  const extensions = Buffer.concat([
    extension(10, names(0x11ec)),
    extension(13, names(0x081a)),
    extension(50, names(0x081a)),
    ...Array.from({ length: 60 }, () => extension(0x0012, Buffer.alloc(0))),
  ])
  const random = Buffer.alloc(33)
  const head = Buffer.concat([uint16(0x0303), random, suites, Buffer.from([1, 0])])
  return message(1, Buffer.concat([head, vector(extensions)]))
}

/** Certificates that are none: nothing in them can be told, and their bytes are all there is. */
function endlessChain(): Buffer {
  const one = Buffer.alloc(5000, 0x30)
  const long = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0]), vector(bytes)])
  return message(11, long(Buffer.concat(Array.from({ length: 12 }, () => long(one)))))
}

/** A request that names as many CAs as fit into it. */
function manyIssuers(): Buffer {
  const text = Buffer.from('0123456789'.repeat(20))
  const wrap = (tag: number, body: Buffer): Buffer =>
    Buffer.concat([Buffer.from([tag, 0x81, body.length]), body])
  const attribute = Buffer.concat([Buffer.from([6, 3, 0x55, 4, 3]), wrap(0x0c, text)])
  const name = wrap(0x30, wrap(0x31, wrap(0x30, attribute)))
  const issuers = Buffer.concat(Array.from({ length: 250 }, () => vector(name)))
  return message(13, Buffer.concat([Buffer.from([1, 1, 0, 2, 4, 1]), vector(issuers)]))
}

const serverHello = message(
  2,
  Buffer.concat([uint16(0x0303), Buffer.alloc(33), uint16(0xc02f), Buffer.from([0])]),
)

test.each([
  ['client hellos without end', 'client', Array.from({ length: 64 }, wordyHello)],
  ['chains without end', 'server', [serverHello, ...Array.from({ length: 64 }, endlessChain)]],
  ['requests without end', 'server', [serverHello, ...Array.from({ length: 64 }, manyIssuers)]],
] as const)(
  '%s make a record that is kept in bounded size, and can be read',
  (_name, from, sent) => {
    const role = from === 'client' ? 'server' : 'client'
    const recorder = new HandshakeRecorder({
      ...{ role, peer: 'x:1', host: '', versions: ['TLSv1.2'], ownChain: [] },
    })
    recorder.see(from, records(sent))
    recorder.ended('reset')
    const record = recorder.failed(
      Object.assign(new Error('x'.repeat(9999)), { code: 'ECONNRESET' }),
    )
    const text = recordText(record)
    expect(text.length).toBeLessThanOrEqual(mostText)
    const read = readRecord(text)
    // How it begins and how it ended is there; what lies between is said to be left out.
    expect(read?.events[0]?.fact?.kind).toBe(record.events[0]?.fact?.kind)
    expect(read?.events.at(-1)?.ended).toBe('reset')
    expect(read?.error?.code).toBe('ECONNRESET')
    const kinds = read?.events.map(({ fact }) => fact?.kind)
    expect(kinds).toContain('limit-reached')
    expect(JSON.stringify(record).length).toBeLessThan(4_000_000)
  },
)
