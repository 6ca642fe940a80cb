import { HikyakuError } from '../../errors/index.ts'

/** Charsets in which every byte below 0x40 stands for itself, so that `<` and `>` can be found. */
const decoders: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  shift_jis: 'shift_jis',
  'shift-jis': 'shift_jis',
  sjis: 'shift_jis',
  'x-sjis': 'shift_jis',
  'windows-31j': 'shift_jis',
  ms932: 'shift_jis',
  cp932: 'shift_jis',
  ms_kanji: 'shift_jis',
  'euc-jp': 'euc-jp',
  'x-euc-jp': 'euc-jp',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'windows-1252': 'windows-1252',
}

const wide: Readonly<Record<string, 'utf-16le' | 'utf-16be'>> = {
  'utf-16': 'utf-16be',
  'utf-16be': 'utf-16be',
  'utf-16le': 'utf-16le',
}

/** How the bytes of a message become text. */
export interface Charset {
  /** As it was declared, for messages. */
  readonly name: string
  /** Set for UTF-16, whose bytes are turned into UTF-8 before anything else. */
  readonly wide?: 'utf-16le' | 'utf-16be'
  /** Label of the decoder for what remains. */
  readonly label: string
  /** Bytes before the first character: a BOM and blank lines. */
  readonly skip: number
}

/** Most bytes in which the XML declaration must end. */
const prologBytes = 1024

/**
 * Decides the charset from the first bytes: a BOM, then the HTTP charset, then the
 * prolog, then UTF-8 (RFC 7303 §3; a product sends Shift_JIS under a utf-8 prolog).
 *
 * @returns undefined while more bytes are needed.
 * @throws HikyakuError charset-unsupported
 */
export function detectCharset(
  start: Buffer,
  http: string | undefined,
  ended: boolean,
): Charset | undefined {
  if (start.byteLength < 4 && !ended) return undefined
  const bom = byteOrderMark(start)
  if (bom !== undefined) return bom
  const skip = blanksOf(start)
  if (http !== undefined && http !== '') return named(http, skip)
  if (start[0] === 0x3c && start[1] === 0) return named('utf-16le', 0)
  if (start[0] === 0 && start[1] === 0x3c) return named('utf-16be', 0)
  const declared = declaredIn(start.toString('latin1', skip, skip + prologBytes), ended)
  return declared === undefined ? undefined : named(declared, skip)
}

/** The encoding of the XML declaration; undefined while it may still be coming. */
function declaredIn(head: string, ended: boolean): string | undefined {
  if (!head.startsWith('<?xml')) {
    return !ended && '<?xml'.startsWith(head) ? undefined : 'utf-8'
  }
  const end = head.indexOf('?>')
  if (end < 0 && !ended && head.length < prologBytes) return undefined
  return /encoding\s*=\s*["']([^"']*)["']/.exec(head.slice(0, Math.max(end, 0)))?.[1] ?? 'utf-8'
}

function byteOrderMark(start: Buffer): Charset | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) {
    return { name: 'utf-8', label: 'utf-8', skip: 3 + blanksOf(start.subarray(3)) }
  }
  if (start[0] === 0xff && start[1] === 0xfe) return { ...named('utf-16le', 0), skip: 2 }
  if (start[0] === 0xfe && start[1] === 0xff) return { ...named('utf-16be', 0), skip: 2 }
  return undefined
}

function blanksOf(start: Buffer): number {
  let at = 0
  while (at < start.byteLength && /\s/.test(String.fromCharCode(start[at] ?? 0))) at += 1
  return at
}

function named(declared: string, skip: number): Charset {
  const name = declared.trim().replaceAll(/^"|"$/g, '').toLowerCase()
  const wideName = wide[name]
  if (wideName !== undefined) return { name, label: 'utf-8', wide: wideName, skip }
  const label = decoders[name]
  if (label === undefined) throw new HikyakuError('charset-unsupported', { charset: declared })
  return { name, label, skip }
}
