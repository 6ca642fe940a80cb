import { isDeepStrictEqual } from 'node:util'

import { readCertificate } from '../../../src/tls/wire/certificate.ts'
import { wireFactSchema, type WireFact } from '../../../src/tls/wire/facts.ts'
import { readHandshake } from '../../../src/tls/wire/handshake-reader.ts'
import { wireLimits } from '../../../src/tls/wire/limits.ts'
import { cut, inputFrom, mutated, realHandshakes, type Piece } from './inputs.ts'
import { oneOf, seeded } from './random.ts'

export type Read = (pieces: Piece[]) => { from: Piece['from']; fact: WireFact }[]

export interface FuzzOrder {
  readonly inputs: number
  readonly seed: number
  /** The reader under test; the project's own unless stated. */
  readonly read?: Read
  /** Called after each thousand. */
  readonly progress?: (done: number) => void
}

export interface FuzzResult {
  readonly inputs: number
  readonly facts: number
  /** How many facts of each kind: shows what the inputs reached. */
  readonly kinds: Readonly<Record<string, number>>
  readonly certificates: number
}

/** What a side may tell: its facts, that there were more, and what was unfinished. */
const mostFacts = 2 * (wireLimits.facts + 3)
/** One input in so many is checked against the schema and read a second time uncut. */
const fullCheckEvery = 20

/** Certificates of the real handshakes, in DER. */
function realCertificates(): Buffer[] {
  return realHandshakes()
    .flatMap((pieces) => readHandshake(pieces))
    .flatMap(({ fact }) => (fact.kind === 'certificate' ? fact.chain : []))
    .map(({ der }) => Buffer.from(der, 'base64'))
}

/**
 * Reads many bad handshakes and certificates.
 *
 * @throws Error at the first that breaks a rule, with its number and seed
 */
export function fuzz({ inputs, seed, read = readHandshake, progress }: FuzzOrder): FuzzResult {
  const real = realHandshakes()
  const certificates = realCertificates()
  const kinds: Record<string, number> = {}
  let facts = 0
  for (let number = 0; number < inputs; number += 1) {
    const random = seeded(Math.imul(seed + number, 0x9e3779b1))
    const whole = inputFrom(real, random)
    try {
      const found = read(cut(whole, random))
      checkBounds(found.length)
      if (number % fullCheckEvery === 0) checkInFull(found, read(whole))
      facts += found.length
      for (const { fact } of found) kinds[fact.kind] = (kinds[fact.kind] ?? 0) + 1
      readCertificate(mutated(oneOf(random, certificates), random))
    } catch (error) {
      throw new Error(`input ${number} of seed ${seed}: ${String(error)}`, { cause: error })
    }
    if ((number + 1) % 1000 === 0) progress?.(number + 1)
  }
  return { inputs, facts, kinds, certificates: inputs }
}

function checkBounds(facts: number): void {
  if (facts > mostFacts) throw new Error(`${facts} facts, ${mostFacts} are allowed`)
}

function checkInFull(found: ReturnType<Read>, uncut: ReturnType<Read>): void {
  for (const { fact } of found) wireFactSchema.parse(fact)
  if (!isDeepStrictEqual(found, uncut)) throw new Error('the facts depend on the pieces')
}
