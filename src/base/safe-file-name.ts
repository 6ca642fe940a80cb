/** Windows looks at what stands before the first dot, without the blanks at its end. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)\s*(\.|$)/iu
/** What some file system takes for something else, and what can turn a name's reading order. */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu
const longestBytes = 150

/**
 * A file name that is safe on Windows and POSIX, made of text from outside: no
 * separators, control or direction characters, reserved names, or blanks and dots
 * at the ends; at most 150 bytes of UTF-8 in whole characters; never empty.
 */
export function safeFileName(text: string): string {
  const plain = trim(text.toWellFormed().normalize('NFC').replaceAll(unsafe, '_'))
  const free = reserved.test(plain) ? `_${plain}` : plain
  return trim(shorten(free)) || '_'
}

function trim(name: string): string {
  return name.replace(/^[\s.]+/u, '').replace(/[\s.]+$/u, '')
}

/** Cuts the middle part, so that the ending stays. */
function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longestBytes) return name
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  const room = longestBytes - ending.length - 1
  let kept = ''
  let bytes = 0
  for (const character of name) {
    bytes += Buffer.byteLength(character)
    if (bytes > room) break
    kept += character
  }
  return kept + ending
}
