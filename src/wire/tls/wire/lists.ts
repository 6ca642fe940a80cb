import type { ByteReader } from './byte-reader.ts'
import { wireLimits } from './limits.ts'
import { printable } from './printable.ts'

/** Reads numbers of two bytes to the end of a part; no more than are kept. */
export function codesOf16(part: ByteReader, what: string): number[] {
  const codes: number[] = []
  while (part.left > 0) {
    const code = part.u16(what)
    if (part.ok && codes.length < wireLimits.listed) codes.push(code)
  }
  return codes
}

/** The same, by their names. */
export function namesOf16(
  part: ByteReader,
  what: string,
  name: (code: number) => string,
): string[] {
  return codesOf16(part, what).map((code) => name(code))
}

/** The same for numbers of one byte. */
export function namesOf8(part: ByteReader, name: (code: number) => string): string[] {
  return [...part.rest().subarray(0, wireLimits.listed)].map((code) => name(code))
}

/** The texts of a list whose items have their length before them. */
export function textsOf(part: ByteReader, lengthBytes: 1 | 2, what: string): string[] {
  const texts: string[] = []
  while (part.left > 0) {
    const text = part.vector(lengthBytes, what).rest()
    if (part.ok && texts.length < wireLimits.listed) texts.push(printable(text))
  }
  return texts
}
