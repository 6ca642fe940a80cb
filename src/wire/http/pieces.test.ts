import { describe, expect, test } from 'vitest'
import fc from 'fast-check'

import { piecesOf } from './pieces.ts'

async function* chunksOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk)
}

/** The pieces of some bytes for a socket that takes each after so many milliseconds. */
async function sizes(
  bytes: number,
  taking: (piece: number, kilobytes: number) => number,
): Promise<number[]> {
  let time = 0
  const found: number[] = []
  for await (const piece of piecesOf(chunksOf(Buffer.alloc(bytes)), () => time)) {
    found.push(piece.byteLength / 1024)
    time += taking(found.length, piece.byteLength / 1024)
  }
  return found
}

describe('the pieces of a body', () => {
  test('grow on a quick line, each a small part of what went before, up to a limit', async () => {
    const found = await sizes(8 * 1024 * 1024, () => 1)
    let before = 0
    for (const piece of found) {
      expect(piece).toBeLessThanOrEqual(Math.max(16, before / 16))
      before += piece
    }
    expect(found.filter((piece, at) => piece !== found[at - 1])).toEqual([16, 32, 64, 128, 256])
  })

  test('stay small while only the system’s buffers were quick', async () => {
    const buffered = 200
    let given = 0
    const found = await sizes(600 * 1024, (_piece, kilobytes) => {
      given += kilobytes
      return given <= buffered ? 1 : kilobytes * 1000
    })
    // At 1 KB/s a larger one takes longer than the minute of silence that is allowed.
    expect(Math.max(...found)).toBeLessThanOrEqual(32)
  })

  test('stay as they are on a line of some speed', async () => {
    expect(await sizes(64 * 1024, () => 400)).toEqual([16, 16, 16, 16])
  })

  test('shrink when the line becomes slow, down to a limit', async () => {
    let given = 0
    const found = await sizes(5 * 1024 * 1024, (_piece, kilobytes) => {
      given += kilobytes
      return given < 4608 ? 1 : 5000
    })
    const first = found.lastIndexOf(256)
    expect(found.slice(first, first + 7)).toEqual([256, 128, 64, 32, 16, 16, 16])
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
