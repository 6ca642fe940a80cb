import { expect, test } from 'vitest'
import { fuzz, type Reader } from '../../../../test/support/wire-fuzz/fuzz.ts'
import type { Piece } from '../../../../test/support/wire-fuzz/inputs.ts'
import type { WireFact } from './facts.ts'
import { HandshakeReader } from './handshake-reader.ts'

const order = { inputs: 3000, seed: 1 }

test('three thousand bad handshakes: no crash, few facts, whatever the pieces', () => {
  const { kinds, mostHeld } = fuzz(order)
  // The inputs reach what lies behind the first message, and what is wrong is told.
  for (const kind of ['certificate', 'server-key-exchange', 'certificate-request', 'malformed']) {
    expect(kinds[kind]).toBeGreaterThan(30)
  }
  expect(kinds['limit-reached']).toBeGreaterThan(1)
  expect(mostHeld).toBeGreaterThan(32_768)
})

type Found = (from: Piece['from'], fact: WireFact) => void

interface Change extends Partial<Pick<Reader, 'push' | 'end'>> {
  readonly held?: () => number
}

/** The project's reader with something changed. */
function changed(how: (reader: HandshakeReader, found: Found) => Change) {
  return (found: Found): Reader => {
    const reader = new HandshakeReader(found)
    const change = how(reader, found)
    return {
      push: (from, bytes) => {
        reader.push(from, bytes)
      },
      end: (from) => {
        reader.end(from)
      },
      get heldBytes() {
        return change.held?.() ?? reader.heldBytes
      },
      ...change,
    }
  }
}

const defects: Readonly<Record<string, [RegExp, Parameters<typeof changed>[0]]>> = {
  'crashes at what is malformed': [
    /^input \d+ of seed 1: RangeError: planted/,
    (reader) => ({
      end: (from) => {
        reader.end(from)
        if (reader.lastHidden(from) !== undefined) throw new RangeError('planted')
      },
    }),
  ],
  'tells without end': [
    /facts, \d+ are allowed/,
    (_reader, found) => ({
      push: (from) => {
        found(from, { kind: 'change-cipher-spec', offset: 0, bytes: 6 })
      },
    }),
  ],
  'depends on how the bytes are cut': [
    /depend on the pieces/,
    (reader) => ({
      push: (from, bytes) => {
        if (bytes.byteLength > 1) reader.push(from, bytes)
      },
    }),
  ],
  'holds all it was given': [
    /bytes held after/,
    (reader) => {
      let all = 0
      return {
        push: (from, bytes) => {
          reader.push(from, bytes)
          all += bytes.byteLength
        },
        held: () => Math.max(all * 4, reader.heldBytes),
      }
    },
  ],
  'copies what it holds for each piece': [
    /bytes moved for/,
    (reader) => {
      let held = new Uint8Array()
      return {
        push: (from, bytes) => {
          const more = new Uint8Array(held.byteLength + bytes.byteLength)
          more.set(held)
          more.set(bytes, held.byteLength)
          held = more
          reader.push(from, bytes)
        },
      }
    },
  ],
}

test.each(Object.entries(defects))('a reader that %s is found out', (_name, [message, how]) => {
  expect(() => fuzz({ ...order, reader: changed(how) })).toThrow(message)
})
