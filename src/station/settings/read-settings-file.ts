import { readYaml } from '../../adapters/yaml/index.ts'
import {
  readSettingsJson,
  type TextTrouble,
  type WrittenText,
} from '../../domain/settings/index.ts'
import { japaneseText } from '../../base/written-text.ts'
import { isHikyakuError } from '../../errors/index.ts'

/** What is said of bytes that are no text. */
const noText = {
  en: 'it is neither UTF-8 nor CP932 (Shift_JIS)',
  ja: '文字コードが UTF-8 でも CP932（Shift_JIS）でもありません',
}

/** What was read, or why nothing can be. */
export type ReadText = WrittenText | { readonly troubles: readonly TextTrouble[] }

/** Reads settings as text: YAML, or JSON, which begins with a brace; in UTF-8, UTF-16 or CP932. */
export function readSettingsFile(bytes: Uint8Array): ReadText {
  const text = japaneseText(bytes)?.replace(/^\ufeff/u, '')
  if (text === undefined) return { troubles: [{ line: 1, column: 1, ...noText }] }
  const written = readYaml(text)
  if ('troubles' in written || !/^\s*\{/u.test(text)) return written
  // Where both could read it they may differ: C:\edi is a text of YAML and none of JSON.
  try {
    return { ...written, value: readSettingsJson(text, 'JSON') }
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    const { detail = '', detailJa = '' } = error.params
    const [, line = 1, column = 1] = /line (\d+) column (\d+)/.exec(String(error.cause)) ?? []
    const place = { line: Number(line), column: Number(column) }
    return { troubles: [{ ...place, en: String(detail), ja: String(detailJa) }] }
  }
}
