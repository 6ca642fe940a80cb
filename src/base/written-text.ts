/**
 * The text of a file that a person wrote: UTF-8, or what its byte order mark says. PowerShell 5
 * writes UTF-16, and Windows editors put a mark in front of UTF-8.
 */
export function writtenText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}
