/**
 * The text of a file that a person wrote: UTF-8, or what its byte order mark says. PowerShell 5
 * writes UTF-16, and Windows editors put a mark in front of UTF-8.
 */
export function writtenText(bytes: Uint8Array): string {
  return marked(bytes) ?? new TextDecoder().decode(bytes)
}

/**
 * The same, where it may as well be what Windows writes in Japan (CP932).
 *
 * @returns undefined if it is none of these
 */
export function japaneseText(bytes: Uint8Array): string | undefined {
  const found = marked(bytes)
  if (found !== undefined) return found
  for (const charset of ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes)
    } catch {
      // The next one, then.
    }
  }
  return undefined
}

function marked(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return undefined
}
