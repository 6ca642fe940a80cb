import { plainText } from '../../../base/plain-text.ts'
import type { FaultParams, Language } from '../../../errors/index.ts'
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

export function translator(language: Language): Translate {
  return (text, params = {}) =>
    (typeof text === 'string' ? texts[language][text] : text[language]).replaceAll(
      /\{(\w+)\}/g,
      (slot, name: string) =>
        // A line break in a value would begin a line that looks like one of ours.
        plainText(String(params[name] ?? slot)),
    )
}

/** A text of `--help`, or the one under a key. */
export function helpText(language: Language, text: HelpKey | Words): string {
  return typeof text === 'string' ? helps[language][text] : text[language]
}
