import { plainText } from '../../../base/plain-text.ts'
import type { FaultParams, Language } from '../../../errors/index.ts'
import { en } from './en.ts'
import { helpEn } from './help-en.ts'
import { helpJa, type HelpKey } from './help-ja.ts'
import { ja, type MessageKey } from './ja.ts'

export type { HelpKey } from './help-ja.ts'
export type { MessageKey } from './ja.ts'

/** Gives a text in the operator's language, its slots filled. */
export type Translate = (key: MessageKey, params?: FaultParams) => string

const texts = { ja, en }
const helps = { ja: helpJa, en: helpEn }

export function translator(language: Language): Translate {
  return (key, params = {}) =>
    texts[language][key].replaceAll(/\{(\w+)\}/g, (slot, name: string) =>
      // A line break in a value would begin a line that looks like one of ours.
      plainText(String(params[name] ?? slot)),
    )
}

/** The text of `--help` under a key. */
export function helpText(language: Language, key: HelpKey): string {
  return helps[language][key]
}
