import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, expectTypeOf, test } from 'vitest'

import { sourceOf, zipOf } from '../../../../test/fixtures/jx/archives.ts'
import { inPieces, joined } from '../../../../test/fixtures/jx/reading.ts'
import type { FaultName } from '../../../errors/index.ts'
import type { Packing as PackingPort } from '../../../domain/exchange/ports.ts'
import { createPacking } from './packing.ts'

const packing = createPacking({ unpackedBytes: 8 * 2 ** 20, ratio: 100 })
const document = Buffer.from('発注 '.repeat(500))

const unpacked = (bytes: Uint8Array, compressType: string, chunk?: number): Promise<Buffer> =>
  joined(packing.unpack(sourceOf(bytes, chunk), compressType))

async function expectRefused(
  bytes: Uint8Array,
  compressType: string,
  fault: FaultName = 'compression-broken',
): Promise<void> {
  await expect(unpacked(bytes, compressType)).rejects.toMatchObject({ fault })
}

test('is what the exchange asks for', () => {
  expectTypeOf(createPacking).returns.toExtend<PackingPort>()
})

describe('packing', () => {
  test.each(['none', 'zip', 'gzip'] as const)('as %s gives the same bytes back', async (how) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 5000 }),
        fc.integer({ min: 1, max: 6000 }),
        async (bytes, chunk) => {
          const packed = await joined(packing.pack(inPieces(bytes, chunk), how))
          const back = await unpacked(packed, packing.declare(how), chunk)
          expect(back.equals(bytes)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })

  test.each(['zip', 'gzip'] as const)(
    'as %s gives equal bytes for equal documents',
    async (how) => {
      const once = await joined(packing.pack(inPieces(document, 100), how))
      const again = await joined(packing.pack(inPieces(document, 999), how))
      expect(once.equals(again)).toBe(true)
    },
  )

  test.each(['zip', 'gzip'] as const)('as %s passes on what its source throws', async (how) => {
    const trouble = new Error('the disk is gone')
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(document)
      throw trouble
    }
    await expect(joined(packing.pack(failing(), how))).rejects.toBe(trouble)
  })

  test.each(['zip', 'gzip'] as const)(
    'as %s lets go of its source if nobody reads on',
    async (how) => {
      let closed = false
      async function* endless(): AsyncGenerator<Uint8Array> {
        try {
          for (let byte = 0; ; byte += 1) yield await Promise.resolve(randomBlock(byte))
        } finally {
          closed = true
        }
      }
      for await (const chunk of packing.pack(endless(), how)) {
        // The first bytes of a ZIP are its header: the source is not begun yet.
        if (chunk.byteLength > 1000) break
      }
      await expect.poll(() => closed).toBe(true)
    },
  )
})

describe('the compressType of a document', () => {
  test.each(['application/zip', 'ZIP', ' application/x-zip-compressed ', 'gzip'])(
    'may be "%s" for a ZIP: the bytes decide',
    async (compressType) => {
      expect((await unpacked(zipOf([document]), compressType)).equals(document)).toBe(true)
    },
  )

  test.each(['application/gzip', 'application/x-gzip', 'GZIP', 'application/zip'])(
    'may be "%s" for gzip',
    async (compressType) => {
      expect((await unpacked(gzipSync(document), compressType)).equals(document)).toBe(true)
    },
  )

  test.each(['', ' '])('is "%s" for what is opaque, a ZIP too', async (compressType) => {
    const zip = zipOf([document])
    expect((await unpacked(zip, compressType)).equals(zip)).toBe(true)
  })

  test('is refused if unknown, and believed to be compressed if known', async () => {
    await expectRefused(document, 'application/x-lzh', 'compression-unknown')
    await expectRefused(document, 'constructor', 'compression-unknown')
    await expectRefused(document, 'application/zip')
    await expectRefused(Buffer.alloc(0), 'gzip')
  })
})

describe('a ZIP archive', () => {
  test('may be stored, and its entry may have any name', async () => {
    for (const name of ['発注.xml', '../../etc/passwd', 'C:\\x', '/x', '']) {
      const zip = zipOf([document], { stored: true, name })
      expect((await unpacked(zip, 'zip')).equals(document)).toBe(true)
    }
  })

  test('cut at any byte is refused', async () => {
    const zip = zipOf([document.subarray(0, 60)])
    for (let at = 0; at < zip.byteLength; at += 1) await expectRefused(zip.subarray(0, at), 'zip')
  })

  test.each([
    ['trailing bytes', Buffer.concat([zipOf([document]), Buffer.from('x')])],
    ['a wrong CRC', zipOf([document], { crc: 1 })],
    ['a wrong CRC of a stored entry', zipOf([document], { crc: 1, stored: true })],
    ['a length told too short', zipOf([document], { told: 10 })],
    ['a length told too long', zipOf([document], { told: 100_000 })],
    ['two entries', zipOf([document, document])],
    ['no entry', zipOf([])],
    ['an encrypted entry', zipOf([document], { flags: 1 })],
    ['strong encryption', zipOf([document], { flags: 0x41 })],
    ['deflate64', zipOf([document], { method: 9 })],
    ['AES', zipOf([document], { method: 99 })],
  ])('with %s is refused', (_, zip) => expectRefused(zip, 'application/zip'))

  test('with one bit turned anywhere gives its bytes or a refusal, never other bytes', async () => {
    const zip = zipOf([document.subarray(0, 90)])
    for (let bit = 0; bit < zip.byteLength * 8; bit += 1) {
      const damaged = Buffer.from(zip)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const back = await unpacked(damaged, 'zip').catch((error: unknown) => error)
      if (Buffer.isBuffer(back)) expect(back.equals(document.subarray(0, 90))).toBe(true)
      else expect(back).toMatchObject({ fault: expect.stringMatching(/^compression-/) as string })
    }
  })
})

describe('gzip', () => {
  test('may have several members, wherever the chunks end', async () => {
    const both = Buffer.concat([gzipSync('first '), gzipSync('second '), gzipSync('')])
    for (const chunk of [1, 7, gzipSync('first ').byteLength, 64 * 1024]) {
      expect((await unpacked(both, 'gzip', chunk)).toString()).toBe('first second ')
    }
  })

  test('cut at any byte is refused', async () => {
    const packed = gzipSync(document)
    for (let at = 0; at < packed.byteLength; at += 1) {
      await expectRefused(packed.subarray(0, at), 'gzip')
    }
  })

  test.each(['x', '\0\0\0\0', '\x1f', '\x1f\x8b'])('with %j after its end is refused', (garbage) =>
    expectRefused(Buffer.concat([gzipSync(document), Buffer.from(garbage, 'latin1')]), 'gzip'),
  )

  test('with a wrong CRC or length is refused', async () => {
    for (const fromEnd of [8, 4]) {
      const packed = gzipSync(document)
      const at = packed.byteLength - fromEnd
      packed[at] = (packed[at] ?? 0) ^ 1
      await expectRefused(packed, 'gzip')
    }
  })
})

describe('a bomb', () => {
  const zeros = Buffer.alloc(64 * 2 ** 20)
  const roomy = { unpackedBytes: 2 ** 40, ratio: 2 ** 30 }

  test.each([
    ['gzip by its size', () => gzipSync(zeros), { ...roomy, unpackedBytes: 4 * 2 ** 20 }],
    ['ZIP by its size', () => zipOf([zeros]), { ...roomy, unpackedBytes: 4 * 2 ** 20 }],
    ['gzip by its ratio', () => gzipSync(zeros), { ...roomy, ratio: 100 }],
    ['ZIP by its ratio', () => zipOf([zeros]), { ...roomy, ratio: 100 }],
    [
      'ZIP that tells a small size',
      () => zipOf([zeros], { told: 2 ** 32 - 1 }),
      { ...roomy, ratio: 100 },
    ],
  ])('of %s is refused early', async (_, make, limits) => {
    let bytes = 0
    const work = async (): Promise<void> => {
      for await (const chunk of createPacking(limits).unpack(sourceOf(make()), 'gzip')) {
        bytes += chunk.byteLength
      }
    }
    await expect(work()).rejects.toMatchObject({ fault: 'compression-bomb' })
    expect(bytes).toBeLessThanOrEqual(8 * 2 ** 20)
  })

  test('is not what packs well below a mebibyte', async () => {
    const blanks = Buffer.alloc(2 ** 20, ' ')
    expect((await unpacked(gzipSync(blanks), 'gzip')).byteLength).toBe(2 ** 20)
  })
})

describe('trouble with the source', () => {
  const trouble = Object.assign(new Error('input/output error'), { code: 'EIO' })

  test.each(['zip', 'gzip'] as const)('is not laid on the archive: %s', async (how) => {
    const packed = await joined(packing.pack(inPieces(randomBlock(1), 500), how))
    const whole = sourceOf(packed)
    for (const failing of [0, 1, 2, 3]) {
      let calls = 0
      const fail = (): void => {
        if (calls++ === failing) throw trouble
      }
      const source = {
        bytes: whole.bytes,
        read: async (position: number, length: number): Promise<Uint8Array> => {
          fail()
          return whole.read(position, length)
        },
        async *chunks(): AsyncGenerator<Uint8Array> {
          for await (const chunk of inPieces(packed, 300)) {
            fail()
            yield chunk
          }
        },
      }
      await expect(joined(packing.unpack(source, how))).rejects.toBe(trouble)
    }
  })

  test.each(['zip', 'gzip'] as const)('ends %s if nobody reads on', async (how) => {
    const packed = await joined(packing.pack(inPieces(randomBlock(2), 500), how))
    for await (const chunk of packing.unpack(sourceOf(packed, 100), how)) {
      expect(chunk.byteLength).toBeGreaterThan(0)
      break
    }
  })
})

/** 200 KB that do not compress. */
function randomBlock(seed: number): Buffer {
  const bytes = Buffer.alloc(200_000)
  let state = seed + 1
  for (let at = 0; at < bytes.byteLength; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}
