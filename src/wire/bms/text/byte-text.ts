import { encodeText, unmappable, TextStream } from './charset.ts'
import { decodeEbcdic, encodeEbcdicKana } from './ebcdic.ts'

/** Charsets of files with columns or fields; `jis8` is half-width only, one byte a character. */
export type ByteCharset = 'utf-8' | 'utf-8-bom' | 'cp932' | 'jis8' | 'ebcdic-kana'

/** Text as bytes, or the first character the charset has no place for. */
export function textBytes(
  text: string,
  charset: ByteCharset,
): { readonly bytes: Buffer } | { readonly refused: string } {
  switch (charset) {
    case 'utf-8':
    case 'utf-8-bom':
      return { bytes: Buffer.from(text) }
    case 'ebcdic-kana': {
      const bytes = encodeEbcdicKana(text)
      return bytes === undefined ? { refused: firstRefused(text, charset) } : { bytes }
    }
    case 'cp932':
    case 'jis8': {
      const refused = firstRefused(text, charset)
      return refused === '' ? { bytes: encodeText(text, 'cp932') } : { refused }
    }
  }
}

/** Bytes as text; what is no character is U+FFFD. */
export function bytesText(bytes: Uint8Array, charset: ByteCharset): string {
  if (charset === 'ebcdic-kana') return decodeEbcdic(bytes, 'cp290')
  const stream = new TextStream(charset === 'utf-8' || charset === 'utf-8-bom' ? 'utf-8' : 'cp932')
  return stream.write(bytes) + stream.end()
}

function firstRefused(text: string, charset: ByteCharset): string {
  if (charset === 'ebcdic-kana') {
    return Array.from(text).find((one) => encodeEbcdicKana(one) === undefined) ?? ''
  }
  if (charset === 'jis8') {
    const wide = Array.from(text).find((one) => !/[\u0000-\u007f\uff61-\uff9f]/.test(one))
    if (wide !== undefined) return wide
  }
  return unmappable(text, 'cp932')?.character ?? ''
}
