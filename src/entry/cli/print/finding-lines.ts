import type { Finding, FindingList } from '../../../wire/bms/index.ts'
import type { Session } from '../session.ts'
import { plainText } from '../../../base/plain-text.ts'

/** Shape and word, never colour alone. */
const marks = { error: '⬣', warning: '▲' } as const

interface FindingWords {
  readonly message: string
  readonly remedy: string
}

/** Prints all findings: lines for people, or one JSON object each. */
export async function printFindings(
  session: Session,
  { items, count }: FindingList,
): Promise<void> {
  const { findingText } = await import('../../../wire/bms/index.ts')
  for (const one of items) {
    const words = findingText(one, session.language)
    if (session.json) session.emit({ ...one, ...words })
    else session.say(findingLines(one, words, session))
  }
  if (count > items.length) {
    session.io.stderr.write(`${session.t('bms.more', { count: count - items.length })}\n`)
  }
}

/** A finding on the terminal: what, where, and what to do. */
function findingLines(found: Finding, words: FindingWords, { t }: Session): string {
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
