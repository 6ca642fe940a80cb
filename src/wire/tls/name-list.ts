import { HikyakuError, type FaultName } from '../../errors/index.ts'

/** How a list of names tells what is wrong with it. */
export interface NameListWords<T> {
  readonly empty: FaultName
  readonly blank: FaultName
  readonly unknown: FaultName
  readonly repeated: FaultName
  readonly find: (name: string) => T | undefined
  /** What was probably meant, after the faults that every list has. */
  readonly hint: (name: string) => Hint
}

export interface Hint {
  readonly en: string
  readonly ja: string
}

const separators = /[:;、，]/u

const shownOfName = 60

/**
 * Reads an ordered list as the notice writes it: names, commas between them, no blanks and
 * no line breaks.
 *
 * @throws HikyakuError by the words given, naming the position of the entry, counted from 1
 */
export function readNames<T>(text: string, words: NameListWords<T>): T[] {
  if (text.trim() === '') throw new HikyakuError(words.empty)
  refuseBlanks(text, words.blank)
  const positions = new Map<string, number>()
  return text.split(',').map((name, at) => {
    const position = at + 1
    const found = words.find(name)
    if (found === undefined) throw unknown(name, position, words)
    const first = positions.get(name)
    if (first !== undefined) throw new HikyakuError(words.repeated, { position, name, first })
    positions.set(name, position)
    return found
  })
}

function refuseBlanks(text: string, fault: FaultName): void {
  const column = text.search(/\s/u)
  if (column < 0) return
  const isBreak = /[\n\r\u0085\u2028\u2029]/u.test(text.charAt(column))
  throw new HikyakuError(fault, {
    position: text.slice(0, column).split(',').length,
    column: column + 1,
    what: isBreak ? 'a line break' : 'a blank',
    whatJa: isBreak ? '改行' : '空白',
  })
}

function unknown<T>(name: string, position: number, words: NameListWords<T>): HikyakuError {
  const shown = name.length > shownOfName ? `${name.slice(0, shownOfName)}…` : name
  const { en, ja } = hintFor(name, words)
  return new HikyakuError(words.unknown, { position, name: shown, hint: en, hintJa: ja })
}

function hintFor<T>(name: string, { hint }: NameListWords<T>): Hint {
  if (name === '') {
    return {
      en: 'A name is missing, or a comma is one too many.',
      ja: '名前がないか、コンマが余分です。',
    }
  }
  if (separators.test(name)) {
    return {
      en: 'Put a comma (,) between the names.',
      ja: '名前の間は半角コンマ（,）で区切ってください。',
    }
  }
  return hint(name)
}
