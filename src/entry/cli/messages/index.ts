import { plainText } from '../../../base/plain-text.ts'
import { shellWord, type FaultParams, type Language } from '../../../errors/index.ts'
import type { Typed } from '../typed-command.ts'
import { en } from './en.ts'
import { helpEn } from './help-en.ts'
import { helpJa, type HelpKey } from './help-ja.ts'
import { ja, type MessageKey } from './ja.ts'

export type { HelpKey } from './help-ja.ts'
export type { MessageKey } from './ja.ts'

/** A text in both languages, where it is said in one place only. */
export type Words = Readonly<Record<Language, string>>

/** Gives a text in the operator's language, its slots filled. */
export type Translate = (text: MessageKey | Words, params?: FaultParams) => string

const texts = { ja, en }
const helps = { ja: helpJa, en: helpEn }

/** @param typed what a command within a text becomes; a slot that ends it is a word of the shell */
export function translator(language: Language, typed: Typed = (command) => command): Translate {
  return (text, params = {}) => {
    // A line break in a value would begin a line that looks like one of ours.
    const filled = (name: string, as: (value: string) => string = String): string =>
      plainText(params[name] === undefined ? `{${name}}` : as(String(params[name])))
    return (typeof text === 'string' ? texts[language][text] : text[language]).replaceAll(
      /\b(hikyaku [a-z][a-z ]*)(?:\{(\w+)\})?|\{(\w+)\}/g,
      (_, command: string | undefined, word: string | undefined, name: string) => {
        if (command === undefined) return filled(name)
        return typed(command) + (word === undefined ? '' : filled(word, shellWord))
      },
    )
  }
}

/** A text of `--help`, or the one under a key. */
export function helpText(language: Language, text: HelpKey | Words): string {
  return typeof text === 'string' ? helps[language][text] : text[language]
}
