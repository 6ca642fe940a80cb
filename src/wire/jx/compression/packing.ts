import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { HikyakuError } from '../../../errors/index.ts'
import { bounded, broken, type UnpackLimits } from './bounded.ts'
import { gunzip } from './gzip.ts'
import type { ByteSource } from './zip.ts'

export type { ByteSource } from './zip.ts'

/** How a document is packed. */
export type Compression = 'none' | 'zip' | 'gzip'

/** Packs and unpacks documents; every unpacking is checked and bounded. */
export interface Packing {
  /** The compressType to declare for it (docs/protocol/jx.md, Compression). */
  declare(compression: Compression): string
  pack(chunks: AsyncIterable<Uint8Array>, compression: Compression): AsyncIterable<Uint8Array>
  /** @throws HikyakuError compression-unknown, compression-broken, compression-bomb */
  unpack(source: ByteSource, compressType: string): AsyncIterable<Uint8Array>
}

const declared: Readonly<Record<Compression, string>> = {
  none: '',
  zip: 'application/zip',
  gzip: 'application/gzip',
}

/** Spellings seen in the field, lower case (docs/protocol/jx.md, Compression). */
const spellings: ReadonlySet<string> = new Set([
  'application/zip',
  'application/x-zip-compressed',
  'zip',
  'application/gzip',
  'application/x-gzip',
  'gzip',
])

/** Makes the packing of a station, with its bounds on what unpacking may yield. */
export function createPacking(limits: UnpackLimits): Packing {
  return {
    declare: (compression) => declared[compression],
    pack: (chunks, compression) => {
      if (compression === 'none') return chunks
      return compression === 'zip' ? zip(chunks) : gzip(chunks)
    },
    unpack: (source, compressType) => unpack(source, compressType, limits),
  }
}

async function* unpack(
  source: ByteSource,
  compressType: string,
  limits: UnpackLimits,
): AsyncGenerator<Uint8Array> {
  if (compressType.trim() === '') {
    // Not declared as compressed: opaque bytes, never looked into.
    yield* source.chunks()
    return
  }
  if (!spellings.has(compressType.trim().toLowerCase())) {
    throw new HikyakuError('compression-unknown', { compressType: compressType.trim() })
  }
  const inflated = (await magicOf(source)) === 'zip' ? await unzipped(source) : gunzip(source)
  yield* bounded(inflated, source.bytes, limits)
}

/** The libraries of ZIP are loaded with the first: most commands pack nothing. */
async function unzipped(source: ByteSource): Promise<AsyncIterable<Uint8Array>> {
  const { unzip } = await import('./zip.ts')
  return unzip(source)
}

/** The bytes decide between the two: products declare one and send the other. */
async function magicOf(source: ByteSource): Promise<'zip' | 'gzip'> {
  const start = await source.read(0, 4)
  if (start[0] === 0x50 && start[1] === 0x4b && start[2] === 3 && start[3] === 4) return 'zip'
  if (start[0] === 0x1f && start[1] === 0x8b) return 'gzip'
  throw broken('neither ZIP nor gzip', 'ZIP でも gzip でもありません')
}

/**
 * One entry with an ASCII name and a fixed time, so that the same bytes pack alike
 * everywhere: the time of a ZIP is a local one.
 */
async function* zip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { default: yazl } = await import('yazl')
  const archive = new yazl.ZipFile()
  // The library's types know only the older stream interface.
  const output = archive.outputStream as unknown as Readable
  const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true }
  yield* packed(chunks, output, (input) => {
    archive.addReadStream(input, 'document', options)
    archive.end()
  })
}

async function* gzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const output = createGzip()
  yield* packed(chunks, output, (input) => input.pipe(output))
}

/** Passes on what a packer gives, and lets go of the source however that ends. */
async function* packed(
  chunks: AsyncIterable<Uint8Array>,
  output: Readable,
  connect: (input: Readable) => void,
): AsyncGenerator<Uint8Array> {
  const input = Readable.from(chunks, { objectMode: false })
  input.on('error', (error) => output.destroy(error))
  try {
    connect(input)
    for await (const chunk of output) yield chunk as Uint8Array
  } finally {
    input.destroy()
    output.destroy()
  }
}
