import { describe, expect, test } from 'vitest'
import { plainLines, plainText } from './plain-text.ts'

/** By the tables of Unicode that the runtime knows, and by name what must not be forgotten. */
const working = /[\p{Cc}\p{Cf}\p{Bidi_Control}\p{Zl}\p{Zp}]/u
const named = ['\u001b', '\u009b', '\u061c', '\u200b', '\u202e', '\u2066', '\ufeff', '\u{e0041}']

function all(): string[] {
  const found: string[] = []
  for (let code = 0; code <= 0x10_ffff; code += 1) {
    const character = String.fromCodePoint(code)
    if (working.test(character)) found.push(character)
  }
  return found
}

describe('a text made plain', () => {
  test('shows every control, format and bidi character of Unicode instead of obeying it', () => {
    const characters = all()
    expect(characters.length).toBeGreaterThan(200)
    for (const character of [...characters, ...named, '\ud800', '\udc00']) {
      const plain = plainText(`a${character}b`)
      expect(plain).toMatch(/^a(?:\\u[\da-f]{4}){1,2}b$/)
      expect(JSON.parse(`"${plain}"`)).toBe(`a${character}b`)
      expect(plainLines(`a${character}b`)).toBe(character === '\n' ? 'a\nb' : plain)
    }
  })

  test('leaves everything that is read as it is', () => {
    const text = '受注データ（４月分） 𠮷野家 ㈱ é e\u0301 📦 葛\u{e0100} \\u202e "x" 　'
    expect(plainText(text)).toBe(text)
    expect(plainLines(`${text}\n${text}`)).toBe(`${text}\n${text}`)
  })

  test('stays the same JSON', () => {
    const value = { [`\u202e${String.fromCodePoint(0xe0041)}`]: ['\u009b', '\ud800', '\n\u001b'] }
    const text = plainLines(JSON.stringify(value))
    expect(JSON.parse(text)).toEqual(value)
    expect(text).toMatch(/^[\x20-\x7e]*$/)
  })
})
