/** What is said of a file with blocks that begin and do not end. */
export function cutBlocks(
  begun: number,
  cut: number,
): { readonly ja: string; readonly en: string } {
  return {
    ja: `${begun} 個のうち ${cut} 個の PEM ブロックが途中で切れています`,
    en: `of ${begun} PEM blocks ${cut} are cut off`,
  }
}

/**
 * The text of a file of certificates: UTF-16 as Windows saves it by its mark, else a character
 * for each byte.
 */
export function certificateText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.subarray(2).toString('utf16le')
  if (buffer[0] === 0xfe && buffer[1] === 0xff && buffer.byteLength % 2 === 0) {
    return buffer.subarray(2).swap16().toString('utf16le')
  }
  return buffer.toString('latin1').replace(/^\u00EF\u00BB\u00BF/, '')
}

/** The bytes that stand in a text as Base64 without a frame; undefined: it is something else. */
export function bareBase64(text: string): Buffer | undefined {
  return /^[A-Za-z0-9+/\s]+=*\s*$/.test(text) ? Buffer.from(text, 'base64') : undefined
}
