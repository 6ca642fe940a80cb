import { HikyakuError } from '../../errors/index.ts'
import { shown } from './element.ts'

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
  /** Bytes before the first character: a BOM. */
  readonly skip: number
  /**
   * The decoder of what the prolog says, where HTTP says otherwise: then the bytes decide,
   * and HTTP only if they may be either.
   */
  readonly rival?: string
}

/** Most bytes in which the XML declaration, and blank lines before it, must end. */
const prologBytes = 1024

/**
 * Decides the charset from the first bytes: a BOM, then the HTTP charset, then the
 * prolog, then UTF-8 (RFC 7303 §3; a product sends Shift_JIS under a utf-8 prolog).
 * Whether characters are two bytes wide is seen, not believed: writers in the field
 * declare UTF-16 over bytes that are not.
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
  if (start[0] === 0 && start[1] !== 0) return named('utf-16be')
  if (start[1] === 0 && start[0] !== 0) return named('utf-16le')
  const fromHttp = http === undefined ? '' : label(http)
  const declared = declaredIn(start, ended)
  if (declared === undefined) return undefined
  if (fromHttp !== '' && !isContainerDefault(fromHttp)) {
    return withRival(narrow(fromHttp), decoders[label(declared)])
  }
  return narrow(declared === '' ? fromHttp : label(declared))
}

function withRival(charset: Charset, rival: string | undefined): Charset {
  return rival === undefined || rival === charset.label ? charset : { ...charset, rival }
}

/** Latin-1 is what web containers add unasked; a Japanese partner never means it. */
function isContainerDefault(name: string): boolean {
  return decoders[name] === 'windows-1252'
}

/** The encoding of the XML declaration, '' if it has none; undefined while it may still come. */
function declaredIn(start: Buffer, ended: boolean): string | undefined {
  const head = start.toString('latin1', 0, 2 * prologBytes).replace(/^[ \t\r\n]+/, '')
  if (!head.startsWith('<?xml')) {
    const mayCome = '<?xml'.startsWith(head) && start.byteLength < prologBytes
    return mayCome && !ended ? undefined : ''
  }
  const end = head.indexOf('?>')
  if (end < 0 && !ended && start.byteLength < 2 * prologBytes) return undefined
  return /encoding\s*=\s*["']([^"']*)["']/.exec(head.slice(0, Math.max(end, 0)))?.[1] ?? ''
}

function byteOrderMark(start: Buffer): Charset | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) {
    return { ...named('utf-8'), skip: 3 }
  }
  if (start[0] === 0xff && start[1] === 0xfe) return { ...named('utf-16le'), skip: 2 }
  if (start[0] === 0xfe && start[1] === 0xff) return { ...named('utf-16be'), skip: 2 }
  return undefined
}

/** XML white space. */
export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function label(declared: string): string {
  return declared
    .trim()
    .replaceAll(/^["']|["']$/g, '')
    .toLowerCase()
}

function narrow(name: string): Charset {
  return named(name === '' || wide[name] !== undefined ? 'utf-8' : name)
}

function named(name: string): Charset {
  const wideName = wide[name]
  if (wideName !== undefined) return { name, label: 'utf-8', wide: wideName, skip: 0 }
  const decoder = decoders[name]
  if (decoder === undefined) throw new HikyakuError('charset-unsupported', { charset: shown(name) })
  return { name, label: decoder, skip: 0 }
}
