import { pipeline, type Duplex } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { causeParams, HikyakuError } from '../../errors/index.ts'

/** Codings of a body that we read, by their names (RFC 9110 §8.4.1), which have no case. */
const coders = {
  gzip: () => createGunzip(),
  deflate: (first: number) => (isZlib(first) ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
} as const

type Coding = keyof typeof coders

/** For Accept-Encoding, where a coding was refused. */
export const knownCodings = Object.keys(coders).join(', ')

/**
 * A body as it was before it was coded. Nobody asks for a coding, but a proxy may do it all
 * the same, and so may a caller; one of gzip may forget to say so, but no XML begins like it.
 *
 * @param header the value of Content-Encoding
 * Errors: coding-unknown, coding-broken, envelope-cut; what the body itself reports.
 */
export async function* withoutCoding(
  body: AsyncIterable<Uint8Array>,
  header: string | string[] | undefined,
): AsyncGenerator<Uint8Array> {
  const codings = codingsOf(header)
  // The last one that was put on is the first to be taken off.
  if (codings.length > 0) yield* codings.reduceRight<AsyncIterable<Uint8Array>>(decoded, body)
  else yield* withoutSilentGzip(body)
}

async function* withoutSilentGzip(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  let first: Buffer = Buffer.alloc(0)
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    first = first.byteLength === 0 ? Buffer.from(next.value) : Buffer.concat([first, next.value])
    if (first.byteLength >= gzipMark.byteLength) break
  }
  if (first.byteLength === 0) return
  const whole = joined(first, chunks)
  yield* gzipMark.equals(first.subarray(0, gzipMark.byteLength)) ? decoded(whole, 'gzip') : whole
}

/** How every member of gzip begins (RFC 1952 §2.3.1). */
const gzipMark = Buffer.of(0x1f, 0x8b)

function codingsOf(header: string | string[] | undefined): Coding[] {
  const names = String(header ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase().replace(/^x-/, ''))
    .filter((name) => name !== '' && name !== 'identity')
  const known = names.filter((name): name is Coding => Object.hasOwn(coders, name))
  if (known.length < names.length || names.length > mostCodings) {
    const coding = names.join(', ').slice(0, 100)
    throw new HikyakuError('coding-unknown', { coding, known: knownCodings })
  }
  return known
}

/** One upon the other; more are a bomb. */
const mostCodings = 2

async function* decoded(
  body: AsyncIterable<Uint8Array>,
  coding: Coding,
): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  let first: Uint8Array | undefined
  while (first === undefined || first.byteLength === 0) {
    const next = await chunks.next()
    if (next.done === true) {
      throw new HikyakuError('envelope-cut', { detail: '0 bytes', detailJa: '0 バイト' })
    }
    first = next.value
  }
  const output = coders[coding](first[0] ?? 0)
  pipeline(joined(first, chunks), output, () => undefined)
  yield* named(output, coding)
}

async function* joined(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield first
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      yield next.value
    }
  } finally {
    await rest.return?.()
  }
}

async function* named(output: Duplex, coding: Coding): AsyncGenerator<Uint8Array> {
  try {
    yield* output as AsyncIterable<Uint8Array>
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    // What was cut is cut, coded or not.
    if (code === 'Z_BUF_ERROR')
      throw new HikyakuError('envelope-cut', causeParams(cause), { cause })
    if (!/^(?:Z_|ERR_?_?(?:BROTLI|ERROR))/.test(code)) throw cause
    throw new HikyakuError('coding-broken', { coding, ...causeParams(cause) }, { cause })
  }
}

/** RFC 1950: `deflate` means this, and some writers leave it out. */
function isZlib(first: number): boolean {
  return (first & 0x0f) === 8 && first >> 4 <= 7
}
