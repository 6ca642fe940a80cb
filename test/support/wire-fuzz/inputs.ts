import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { readRecordings } from '../legacy/recording.ts'
import { below, bytesOf, oneOf, type Random } from './random.ts'

/** Bytes of one side, in the order in which they went over the wire. */
export interface Piece {
  readonly from: 'client' | 'server'
  readonly bytes: Buffer
}

interface Stored {
  readonly pieces: readonly { readonly from: Piece['from']; readonly bytes: string }[]
}

const fixture = join(import.meta.dirname, '../../fixtures/tls/handshakes.json')

/** Real handshakes: Node.js (OpenSSL) from TLS 1.2 to 1.3, Java from SSL 3.0 to TLS 1.0. */
export function realHandshakes(): readonly (readonly Piece[])[] {
  const stored = JSON.parse(readFileSync(fixture, 'utf8')) as Stored[]
  const modern = stored.map(({ pieces }) =>
    pieces.map(({ from, bytes }) => ({ from, bytes: Buffer.from(bytes, 'base64') })),
  )
  const legacy = readRecordings().map(({ client, server }): Piece[] => {
    const [ours, theirs] = [Buffer.from(client, 'base64'), Buffer.from(server, 'base64')]
    const hello = ours.length < 5 ? 0 : 5 + ours.readUInt16BE(3)
    return [
      { from: 'client', bytes: ours.subarray(0, hello) },
      { from: 'server', bytes: theirs },
      { from: 'client', bytes: ours.subarray(hello) },
    ]
  })
  return [...modern, ...legacy]
}

/** One change to some bytes: flipped, cut, left out, put in, doubled, or a length spoilt. */
export function mutated(bytes: Buffer, random: Random): Buffer {
  const at = below(random, bytes.length + 1)
  const before = bytes.subarray(0, at)
  const after = bytes.subarray(at)
  const kind = below(random, 6)
  if (kind === 0) return before
  if (kind === 1) return Buffer.concat([before, bytesOf(random, 1 + below(random, 40)), after])
  if (kind === 2) return Buffer.concat([before, after.subarray(below(random, 40))])
  if (kind === 3) return Buffer.concat([before, after.subarray(0, below(random, 200)), after])
  const copy = Buffer.from(bytes)
  const changes = kind === 4 ? 1 : 1 + below(random, 8)
  for (let change = 0; change < changes && copy.length > 0; change += 1) {
    const value = oneOf(random, [0, 1, 0x7f, 0x80, 0xff, below(random, 256)])
    copy.writeUInt8(value, below(random, copy.length))
  }
  return copy
}

/** Records of handshake, alert and other kinds whose messages have a right head. */
function structured(random: Random): Buffer {
  const records: Buffer[] = []
  for (let count = 1 + below(random, 6); count > 0; count -= 1) {
    const body = bytesOf(random, below(random, 200))
    const type = oneOf(random, [1, 2, 4, 8, 11, 12, 13, 14, 15, 16, 20, 22, below(random, 256)])
    const message = Buffer.concat([Buffer.from([type, 0, body.length >> 8, body.length]), body])
    const head = Buffer.from([oneOf(random, [20, 21, 22, 22, 22, 22, 23]), 3, below(random, 5)])
    const length = Buffer.from([message.length >> 8, message.length])
    records.push(head, length, message)
  }
  return Buffer.concat(records)
}

/** As much as a side is read of, and more: few long messages, or very many short ones. */
function heavy(random: Random): Buffer {
  const long = 1 + below(random, 0x1_2000)
  const length = oneOf(random, [0, 0, 1, 40, long, long])
  const head = [oneOf(random, [0, 1, 2, 11, 13, 14, 99]), length >> 16, (length >> 8) & 255]
  const message = Buffer.concat([Buffer.from([...head, length & 255]), bytesOf(random, length)])
  const stream = Buffer.alloc(oneOf(random, [20_000, 80_000, 200_000]), message)
  const record = oneOf(random, [1 + below(random, 100), 4000, 0x4000])
  const records: Buffer[] = []
  for (let at = 0; at < stream.length; at += record) {
    const body = stream.subarray(at, at + record)
    records.push(Buffer.from([22, 3, 3, body.length >> 8, body.length & 255]), body)
  }
  return Buffer.concat(records)
}

/** One input in so many is a heavy one. */
const heavyEvery = 500

/** Each input is told by its random numbers alone. */
export function inputFrom(real: readonly (readonly Piece[])[], random: Random): Piece[] {
  if (below(random, heavyEvery) === 0) {
    const from = oneOf(random, ['client', 'server'] as const)
    return [{ from, bytes: heavy(random) }]
  }
  const kind = below(random, 10)
  if (kind < 8) {
    const pieces = [...oneOf(random, real)]
    for (let count = 1 + below(random, 3); count > 0; count -= 1) {
      const at = below(random, pieces.length)
      const piece = pieces[at]
      if (piece !== undefined) pieces[at] = { ...piece, bytes: mutated(piece.bytes, random) }
    }
    return pieces
  }
  const made = (): Buffer => (kind === 8 ? structured(random) : bytesOf(random, below(random, 600)))
  return [
    { from: 'client', bytes: made() },
    { from: 'server', bytes: made() },
  ]
}

/** The same bytes in the same order, in smaller pieces. */
export function cut(pieces: readonly Piece[], random: Random): Piece[] {
  const most = oneOf(random, [1, 7, 100, 2000])
  return pieces.flatMap(({ from, bytes }) => {
    const parts: Piece[] = []
    for (let at = 0; at < bytes.length;) {
      const size = 1 + below(random, most)
      parts.push({ from, bytes: bytes.subarray(at, at + size) })
      at += size
    }
    return parts
  })
}
