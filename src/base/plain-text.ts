/**
 * What works on a terminal, or on a reader, instead of being read: controls, formats that
 * turn the reading order or take no room (bidi, tags, zero width), separators of lines,
 * halves of a surrogate pair.
 */
const working = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
const workingButLineBreaks = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** Text from outside made plain: what would work becomes visible, as JSON writes it. */
export function plainText(text: string): string {
  return text.replaceAll(working, visible)
}

/** The same for a text of several lines, and for JSON, which stays what it says. */
export function plainLines(text: string): string {
  return text.replaceAll(workingButLineBreaks, visible)
}

function visible(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('')
}
