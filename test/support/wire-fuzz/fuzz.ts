import { isDeepStrictEqual } from 'node:util'

import { readCertificate } from '../../../src/wire/tls/wire/certificate.ts'
import { wireFactSchema, type WireFact } from '../../../src/wire/tls/wire/facts.ts'
import { HandshakeReader, readHandshake } from '../../../src/wire/tls/wire/handshake-reader.ts'
import { wireLimits } from '../../../src/wire/tls/wire/limits.ts'
import { cut, inputFrom, mutated, realHandshakes, type Piece } from './inputs.ts'
import { oneOf, seeded } from './random.ts'
import { bytesMovedBy } from './work.ts'

interface Found {
  readonly from: Piece['from']
  readonly fact: WireFact
}

/** The reader under test. */
export type Reader = Pick<HandshakeReader, 'push' | 'end' | 'heldBytes'>

export interface FuzzOrder {
  readonly inputs: number
  readonly seed: number
  /** The project's own reader unless stated. */
  readonly reader?: (found: (from: Piece['from'], fact: WireFact) => void) => Reader
  /** Called after each thousand. */
  readonly progress?: (done: number) => void
}

export interface FuzzResult {
  readonly inputs: number
  readonly facts: number
  /** How many facts of each kind: shows what the inputs reached. */
  readonly kinds: Readonly<Record<string, number>>
  readonly certificates: number
  /** The most that the buffers took, in bytes. */
  readonly mostHeld: number
  /** The most bytes moved for a byte of an input, the first thousand bytes being free. */
  readonly mostMovedPerByte: number
}

/** What a side may tell: its facts, that there were more, and what was unfinished. */
const mostFacts = 2 * (wireLimits.facts + 3)
/** One input in so many is checked against the schema and read a second time uncut. */
const fullCheckEvery = 20
/** Each of four buffers begins with so many bytes, and grows to twice what it holds. */
const firstBuffer = 64
/** Bytes that may be moved for each byte of an input, and for an input however short. */
const movedPerByte = 8
const movedFreely = 12_000

/** Certificates of the real handshakes, in DER. */
function realCertificates(): Buffer[] {
  return realHandshakes()
    .flatMap((pieces) => readHandshake(pieces))
    .flatMap(({ fact }) => (fact.kind === 'certificate' ? fact.chain : []))
    .map(({ der }) => Buffer.from(der, 'base64'))
}

/**
 * Reads many bad handshakes and certificates: no crash, and facts, memory and work within
 * their bounds, whatever the input.
 *
 * @throws Error at the first that breaks a rule, with its number and seed
 */
export function fuzz(order: FuzzOrder): FuzzResult {
  const { inputs, seed, progress, reader = ownReader } = order
  const real = realHandshakes()
  const certificates = realCertificates()
  const kinds: Record<string, number> = {}
  const [counts, most] = [{ facts: 0 }, { held: 0, moved: 0 }]
  for (let number = 0; number < inputs; number += 1) {
    const random = seeded(Math.imul(seed + number, 0x9e3779b1))
    const whole = inputFrom(real, random)
    try {
      const read = readWithin(reader, cut(whole, random))
      if (number % fullCheckEvery === 0) checkInFull(read.found, readWithin(reader, whole).found)
      most.held = Math.max(most.held, read.held)
      most.moved = Math.max(most.moved, read.movedPerByte)
      counts.facts += read.found.length
      for (const { fact } of read.found) kinds[fact.kind] = (kinds[fact.kind] ?? 0) + 1
      readCertificate(mutated(oneOf(random, certificates), random))
    } catch (error) {
      throw new Error(`input ${number} of seed ${seed}: ${String(error)}`, { cause: error })
    }
    if ((number + 1) % 1000 === 0) progress?.(number + 1)
  }
  return {
    ...{ inputs, facts: counts.facts, kinds, certificates: inputs },
    ...{ mostHeld: most.held, mostMovedPerByte: Number(most.moved.toFixed(1)) },
  }
}

function ownReader(...[found]: Parameters<NonNullable<FuzzOrder['reader']>>): Reader {
  return new HandshakeReader(found)
}

/** Reads one input, and looks after each piece that the reader keeps within its bounds. */
function readWithin(
  make: NonNullable<FuzzOrder['reader']>,
  pieces: readonly Piece[],
): { readonly found: Found[]; readonly held: number; readonly movedPerByte: number } {
  const found: Found[] = []
  const reader = make((from, fact) => found.push({ from, fact }))
  let [bytes, most] = [0, 0]
  const moved = bytesMovedBy(() => {
    for (const piece of pieces) {
      reader.push(piece.from, piece.bytes)
      bytes += piece.bytes.byteLength
      const held = reader.heldBytes
      const bound = Math.min(wireLimits.heldBytes, 4 * (firstBuffer + bytes))
      if (held > bound) throw new Error(`${held} bytes held after ${bytes}, ${bound} are allowed`)
      most = Math.max(most, held)
    }
    reader.end('client')
    reader.end('server')
  })
  if (found.length > mostFacts) throw new Error(`${found.length} facts, ${mostFacts} are allowed`)
  const bound = movedFreely + movedPerByte * bytes
  if (moved > bound) throw new Error(`${moved} bytes moved for ${bytes}, ${bound} are allowed`)
  return { found, held: most, movedPerByte: Math.max(0, moved - movedFreely) / Math.max(1, bytes) }
}

function checkInFull(found: readonly Found[], uncut: readonly Found[]): void {
  for (const { fact } of found) wireFactSchema.parse(fact)
  if (!isDeepStrictEqual(found, uncut)) throw new Error('the facts depend on the pieces')
}
