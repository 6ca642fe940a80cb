import { hasControls } from '../../base/controls.ts'
import { HikyakuError } from '../../errors/index.ts'

/** An argument that is not valid, named, with the reason in both languages. */
export function badArgument(argument: string, reason: { en: string; ja: string }): HikyakuError {
  return new HikyakuError('argument-invalid', {
    detail: `${argument}: ${reason.en}`,
    detailJa: `${argument}: ${reason.ja}`,
  })
}

/** A date that is none, or is written in another way. */
export function badDate(argument: string, text: string): HikyakuError {
  return badArgument(argument, {
    en: `“${text}” is no date; it is written 2026-09-24, today or yesterday`,
    ja: `「${text}」という日付はありません。2026-09-24、today、yesterday のように指定します`,
  })
}

/** A parser of whole numbers for the option of that name. */
export function wholeNumber(
  argument: string,
  range: { readonly min: number; readonly max: number },
): (text: string) => number {
  const { min, max } = range
  return (text) => {
    const value = Number(text)
    if (/^\d{1,15}$/.test(text) && value >= min && value <= max) return value
    throw badArgument(argument, {
      en: `“${text}” is not a whole number from ${min} to ${max}`,
      ja: `「${text}」は ${min} から ${max} までの整数ではありません`,
    })
  }
}

/** A parser that takes one of the given words. */
export function oneOf<T extends string>(
  argument: string,
  words: readonly T[],
): (text: string) => T {
  return (text) => {
    const word = words.find((one) => one === text)
    if (word !== undefined) return word
    throw badArgument(argument, {
      en: `“${text}” is none of ${words.join(', ')}`,
      ja: `「${text}」は ${words.join('、')} のどれでもありません`,
    })
  }
}

/** A parser of text that can go into XML and HTTP headers: not blank, no control characters. */
export function plainValue(argument: string, longest = 255): (text: string) => string {
  return (text) => {
    if (text.trim() === '') {
      throw badArgument(argument, { en: 'must not be empty', ja: '空にはできません' })
    }
    if (text !== text.trim() || hasControls(text)) {
      throw badArgument(argument, {
        en: 'must not hold control characters, nor blanks at its ends',
        ja: '制御文字や前後の空白は使えません',
      })
    }
    if (text.length > longest) {
      throw badArgument(argument, {
        en: `must not be longer than ${longest} characters`,
        ja: `${longest} 文字までです`,
      })
    }
    return text
  }
}

/** A parser for options that may be given several times. */
export function repeated(
  parse: (text: string) => string,
): (text: string, before: readonly string[] | undefined) => readonly string[] {
  return (text, before = []) => [...before, parse(text)]
}
