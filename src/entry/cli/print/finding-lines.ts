import type { Finding } from '../../../wire/bms/index.ts'
import type { Session } from '../session.ts'
import { plainText } from './plain-text.ts'

/** Shape and word, never colour alone. */
const marks = { error: '⬣', warning: '▲' } as const

interface FindingWords {
  readonly message: string
  readonly remedy: string
}

/** A finding on the terminal: what, where, and what to do. */
export function findingLines(found: Finding, words: FindingWords, { t }: Session): string {
  const { severity, trade, line, path } = found
  const place = [
    trade === undefined ? undefined : `${t('label.slip-number')} ${trade}`,
    line === undefined ? undefined : t('bms.line', { line }),
    path === '' ? undefined : path,
  ].filter((part) => part !== undefined)
  const title = `${marks[severity]} ${t(`severity.${severity}`)}: ${plainText(words.message)}\n`
  const where = place.length === 0 ? '' : `    ${plainText(place.join('  '))}\n`
  return `${title}${where}    ${t('fault.remedy')}: ${words.remedy}\n`
}

export function findingJson(found: Finding, words: FindingWords): unknown {
  return { ...found, ...words }
}
