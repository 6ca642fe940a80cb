import { describe, expect, test } from 'vitest'
import fc from 'fast-check'

import { piecesOf } from './pieces.ts'

async function* chunksOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk)
}

/** The pieces of some bytes for a socket that takes each after so many milliseconds. */
async function sizes(bytes: number, taking: (piece: number) => number): Promise<number[]> {
  let time = 0
  const found: number[] = []
  for await (const piece of piecesOf(chunksOf(Buffer.alloc(bytes)), () => time)) {
    found.push(piece.byteLength / 1024)
    time += taking(found.length)
  }
  return found
}

describe('the pieces of a body', () => {
  test('grow on a quick line, up to a limit', async () => {
    expect(await sizes(1024 * 1024, () => 1)).toEqual([16, 32, 64, 128, 256, 256, 256, 16])
  })

  test('stay as they are on a line of some speed', async () => {
    expect(await sizes(64 * 1024, () => 400)).toEqual([16, 16, 16, 16])
  })

  test('shrink when the line becomes slow, down to a limit', async () => {
    const slowFromThird = (piece: number): number => (piece < 3 ? 1 : 5000)
    expect(await sizes(176 * 1024, slowFromThird)).toEqual([16, 32, 64, 32, 16, 16])
  })

  test('are the same bytes, none of them empty', async () => {
    const chunk = fc.uint8Array({ maxLength: 40_000 })
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 10 }), async (chunks) => {
        const found: Uint8Array[] = []
        for await (const piece of piecesOf(chunksOf(...chunks))) found.push(piece)
        expect(Buffer.concat(found).equals(Buffer.concat(chunks))).toBe(true)
        expect(found.every((piece) => piece.byteLength > 0)).toBe(true)
      }),
    )
  })
})
