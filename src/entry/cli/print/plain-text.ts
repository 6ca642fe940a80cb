/**
 * Text from outside made safe for a terminal: escape sequences, line breaks and
 * characters that turn the reading order become visible instead of working.
 */
export function plainText(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}
