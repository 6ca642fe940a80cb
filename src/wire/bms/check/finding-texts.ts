import type { Language } from '../../../errors/index.ts'
import type { Finding } from './finding.ts'
import type { RuleText } from './rule-text.ts'
import { rulesEn } from './rule-texts-en.ts'
import { rulesJa } from './rule-texts-ja.ts'

const texts = { ja: rulesJa, en: rulesEn }

/** A finding in words: what is wrong, and what to do. */
export function findingText(found: Finding, language: Language): RuleText {
  const { message, remedy } = texts[language][found.rule]
  const slots: Readonly<Record<string, string | undefined>> = {
    item: found.label ?? found.path,
    value: found.value,
    expected: found.expected,
  }
  const filled = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => slots[name] ?? '–')
  return { message: filled(message), remedy }
}
