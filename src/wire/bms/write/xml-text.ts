import { HikyakuError } from '../../../errors/index.ts'

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

/** A value in a text or between double quotes. @throws HikyakuError bms-character-refused */
export function escaped(text: string): string {
  const refused = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.exec(text)?.[0]
  if (refused !== undefined) {
    const code = (refused.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    throw new HikyakuError('bms-character-refused', { code })
  }
  return text.replaceAll(/[&<>"\n\r\t]/g, (mark) => marks[mark] ?? mark)
}

/** Attributes with a blank before each. */
export function attributesText(attributes: Iterable<readonly [string, string]>): string {
  let text = ''
  for (const [name, value] of attributes) text += ` ${name}="${escaped(value)}"`
  return text
}
