import { decodeEbcdic } from '../../../wire/bms/text/index.ts'

/** What a preview can be read as. */
export type Charset =
  | 'utf-8'
  | 'shift_jis'
  | 'euc-jp'
  | 'iso-2022-jp'
  | 'windows-1252'
  | 'utf-16le'
  | 'utf-16be'
  | 'cp037'
  | 'cp290'

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
  ms932: 'shift_jis',
  cp932: 'shift_jis',
  cswindows31j: 'shift_jis',
  'euc-jp': 'euc-jp',
  'iso-2022-jp': 'iso-2022-jp',
  // Whoever writes ISO-8859-1 means what Windows makes of it (WHATWG).
  'iso-8859-1': 'windows-1252',
  'us-ascii': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
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
  const wide = utf16Of(sample)
  if (wide !== undefined) return wide
  const said = declaredIn(sample)
  if (said !== undefined && reads(sample, said)) return said
  if (isJis(sample)) return 'iso-2022-jp'
  if (reads(sample, 'utf-8')) return 'utf-8'
  // Its digits are lead bytes of Shift_JIS too, for characters that nobody defined.
  const records = hasDigitsOfEbcdic(sample) ? ebcdicOf(sample) : undefined
  const plain = (['shift_jis', 'euc-jp'] as const).find((one) => reads(sample, one))
  return records ?? plain ?? ebcdicOf(sample) ?? europeanOf(sample)
}

/** Without a mark: every second byte of a Latin letter is zero. */
function utf16Of(sample: Uint8Array): Charset | undefined {
  const zeros = [0, 1].map((rest) => sample.filter((byte, at) => at % 2 === rest && byte === 0))
  const [high = 0, low = 0] = zeros.map(({ byteLength }) => byteLength / (sample.byteLength / 2))
  const found = high > 0.3 && low < 0.01 ? 'utf-16be' : low > 0.3 && high < 0.01 ? 'utf-16le' : ''
  return found !== '' && reads(sample, found) ? found : undefined
}

/** Seven bits, and an escape to two bytes a character (RFC 1468). */
function isJis(sample: Uint8Array): boolean {
  if (sample.some((byte) => byte >= 0x80)) return false
  return /\x1b\$[@B]/.test(Buffer.from(sample).toString('latin1')) && reads(sample, 'iso-2022-jp')
}

function hasDigitsOfEbcdic(sample: Uint8Array): boolean {
  const isDigitOrBlank = (byte: number): boolean => byte === 0x40 || (byte >= 0xf0 && byte <= 0xf9)
  const digits = sample.filter(isDigitOrBlank).byteLength
  const ofAscii = sample.filter((byte) => byte >= 0x20 && byte <= 0x3f).byteLength
  return digits >= sample.byteLength * 0.25 && ofAscii <= sample.byteLength * 0.02
}

/** Latin letters, and few of those that only Europe has; else it is anything. */
function europeanOf(sample: Uint8Array): Charset | undefined {
  const isFew = sample.filter((byte) => byte >= 0x80).byteLength <= sample.byteLength * 0.25
  return isFew && reads(sample, 'windows-1252') ? 'windows-1252' : undefined
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
