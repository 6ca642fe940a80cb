import iconv from 'iconv-lite'

/** The charsets of XML and CSV files of 流通BMS that we read and write. */
export type TextCharset = 'utf-8' | 'cp932' | 'euc-jp' | 'utf-16le' | 'utf-16be'

const declaredNames: Readonly<Record<string, TextCharset>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  shift_jis: 'cp932',
  'shift-jis': 'cp932',
  sjis: 'cp932',
  'x-sjis': 'cp932',
  'windows-31j': 'cp932',
  ms932: 'cp932',
  cp932: 'cp932',
  'euc-jp': 'euc-jp',
  'utf-16': 'utf-16be',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
}

/** How the bytes of a file become text. */
export interface DetectedCharset {
  readonly charset: TextCharset
  /** Bytes of the byte order mark. */
  readonly skip: number
  /** What the file says of itself, if that is something else. */
  readonly declared?: string
}

/** Bytes that decide: enough for a declaration and for some Japanese text. */
export const decidingBytes = 65_536

/**
 * Decides the charset from the first bytes: a BOM, else the XML declaration, else UTF-8.
 * What is said to be UTF-8 and is not, is CP932: writers in the field do that.
 *
 * @param ended no byte follows these
 */
export function detectTextCharset(start: Uint8Array, ended: boolean): DetectedCharset {
  const seen = byteOrderMark(start) ?? wideCharacters(start)
  if (seen !== undefined) return seen
  const head = Buffer.from(start.subarray(0, 1024)).toString('latin1')
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1]
  const named = declaredNames[(declared ?? 'utf-8').trim().toLowerCase()]
  const charset = narrow(named)
  if (charset === 'utf-8' && !isUtf8(start, ended)) {
    return { charset: 'cp932', skip: 0, declared: declared ?? 'UTF-8' }
  }
  const isOther = declared !== undefined && named === undefined
  return { charset, skip: 0, ...(isOther ? { declared } : {}) }
}

/** Whether characters are two bytes wide is seen, not believed. */
function narrow(named: TextCharset | undefined): TextCharset {
  return named === undefined || named.startsWith('utf-16') ? 'utf-8' : named
}

/** XML begins with a character below U+0100, so that one of its two bytes is 0. */
function wideCharacters([first, second]: Uint8Array): DetectedCharset | undefined {
  if (first === 0 && second !== 0) return { charset: 'utf-16be', skip: 0 }
  if (second === 0 && first !== 0) return { charset: 'utf-16le', skip: 0 }
  return undefined
}

function byteOrderMark(start: Uint8Array): DetectedCharset | undefined {
  const [first, second, third] = start
  if (first === 0xef && second === 0xbb && third === 0xbf) return { charset: 'utf-8', skip: 3 }
  if (first === 0xff && second === 0xfe) return { charset: 'utf-16le', skip: 2 }
  if (first === 0xfe && second === 0xff) return { charset: 'utf-16be', skip: 2 }
  return undefined
}

/** A character that is cut by the end of the looked-at bytes is no mistake. */
function isUtf8(bytes: Uint8Array, ended: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !ended })
    return true
  } catch {
    return false
  }
}

/** Decodes a stream of bytes piece by piece; what is no character becomes U+FFFD. */
export class TextStream {
  readonly #decoder: { write(bytes: Buffer): string; end(): string | undefined }

  constructor(charset: TextCharset) {
    this.#decoder = iconv.getDecoder(charset, { stripBOM: false })
  }

  write(bytes: Uint8Array): string {
    return this.#decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  }

  end(): string {
    return this.#decoder.end() ?? ''
  }
}

/** A whole text as bytes; characters the charset has not are named by {@link unmappable}. */
export function encodeText(text: string, charset: TextCharset): Buffer {
  return iconv.encode(text, charset)
}

const knownInCp932 = new Map<string, boolean>()

/** The first character of a text that a charset does not have, and where it stands. */
export function unmappable(
  text: string,
  charset: TextCharset,
): { readonly character: string; readonly at: number } | undefined {
  if (charset.startsWith('utf')) return undefined
  let at = 0
  for (const character of text) {
    if (character > '\u007e' && !isMappable(character, charset)) return { character, at }
    at += 1
  }
  return undefined
}

function isMappable(character: string, charset: TextCharset): boolean {
  if (charset !== 'cp932')
    return iconv.decode(iconv.encode(character, charset), charset) === character
  let known = knownInCp932.get(character)
  if (known === undefined) {
    known = iconv.decode(iconv.encode(character, charset), charset) === character
    knownInCp932.set(character, known)
  }
  return known
}
