import { decodeEbcdic } from '../../../wire/bms/text/index.ts'

/** What a preview can be read as. */
export type Charset = 'utf-8' | 'shift_jis' | 'euc-jp' | 'utf-16le' | 'utf-16be' | 'cp037' | 'cp290'

const marks: readonly (readonly [Charset, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** Names that an XML declaration may give, and what reads them. */
const declared: Readonly<Record<string, Charset>> = {
  'utf-8': 'utf-8',
  shift_jis: 'shift_jis',
  'windows-31j': 'shift_jis',
  sjis: 'shift_jis',
  'x-sjis': 'shift_jis',
  'euc-jp': 'euc-jp',
}

/** So many bytes are looked at. */
const sampleBytes = 65_536

/**
 * The character set of a text by its first bytes: its mark, its XML declaration, or the
 * first that reads it without a fault. Undefined: it is no text.
 */
export function guessCharset(start: Uint8Array): Charset | undefined {
  const sample = start.subarray(0, sampleBytes)
  const marked = marks.find(([, mark]) => mark.every((byte, at) => sample[at] === byte))
  if (marked !== undefined) return marked[0]
  const said = declaredIn(sample)
  if (said !== undefined && reads(sample, said)) return said
  // EBCDIC before UTF-8 is not needed: its letters are no valid UTF-8.
  const plain = (['utf-8', 'shift_jis', 'euc-jp'] as const).find((one) => reads(sample, one))
  return plain ?? ebcdicOf(sample)
}

function declaredIn(sample: Uint8Array): Charset | undefined {
  const head = Buffer.from(sample.subarray(0, 200)).toString('latin1')
  const name = /^\s*<\?xml[^>]*encoding=["']([\w.-]+)["']/.exec(head)?.[1]
  return name === undefined ? undefined : declared[name.toLowerCase()]
}

/** Valid to the end, but for a character that the sample cuts, and without binary controls. */
function reads(sample: Uint8Array, charset: Charset): boolean {
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(sample, { stream: true })
    return !hasBinaryControls(text)
  } catch {
    return false
  }
}

function hasBinaryControls(text: string): boolean {
  // Tab, line feed, form feed, carriage return, escape and the old end-of-file mark are text.
  return /[\0-\x08\v\x0e-\x19\x1c-\x1f]/.test(text)
}

/** Most of an EBCDIC text is blanks, digits, capitals and ｶﾅ, at places where ASCII has none. */
function ebcdicOf(sample: Uint8Array): Charset | undefined {
  const usual = sample.filter(
    (byte) => byte === 0x40 || byte >= 0xf0 || (byte >= 0xc1 && byte <= 0xe9),
  ).length
  if (usual < sample.byteLength * 0.4) return undefined
  const broken = (charset: 'cp037' | 'cp290'): number =>
    decodeEbcdic(sample, charset).split('\uFFFD').length - 1
  if (broken('cp290') <= sample.byteLength * 0.02) return 'cp290'
  return broken('cp037') <= sample.byteLength * 0.02 ? 'cp037' : undefined
}
