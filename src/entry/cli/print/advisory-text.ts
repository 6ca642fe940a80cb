import type { Advisory } from '../../../wire/tls/index.ts'
import type { Session } from '../session.ts'
import { remedyLines } from './remedy-lines.ts'
import { facts } from './table.ts'

/** A known problem beside a fault: what it is, the way round it and back. */
export function advisoryBrief(advisory: Advisory, session: Session): string {
  const { t, language } = session
  const { id, title, phenomenon, workaround, undo } = advisory
  return [
    facts([
      [t('label.advisory'), `${title[language]} (${id})`],
      [t('label.phenomenon'), phenomenon[language]],
    ]),
    steps(t('label.workaround'), workaround, session),
    steps(t('label.undo'), undo, session),
  ].join('')
}

/** All of it. */
export function advisoryText(advisory: Advisory, session: Session): string {
  const { t, language } = session
  const { concerns, since, conditions, explanation, cause, sources } = advisory
  return [
    advisoryBrief(advisory, session),
    facts([
      [t('label.concerns'), concerns[language]],
      [t('label.known-since'), `${since.date} (${since.event[language]})`],
    ]),
    numbered(
      t('label.conditions'),
      conditions.map(({ text }) => text[language]),
    ),
    facts([
      [t('label.explanation'), explanation[language]],
      [t('label.cause'), cause[language]],
    ]),
    numbered(
      t('label.sources'),
      sources.map(({ title, date }) => (date === undefined ? title : `${title}, ${date}`)),
    ),
  ].join('')
}

/** The same for programs, without the checks. */
export function advisoryJson(advisory: Advisory): Record<string, unknown> {
  return { ...advisory, conditions: advisory.conditions.map(({ text }) => text) }
}

function steps(title: string, remedies: Advisory['undo'], session: Session): string {
  const lines = remedies.flatMap((one, at) => remedyLines(one, at, session))
  return `${title}:\n${lines.map((line) => `  ${line}\n`).join('')}`
}

function numbered(title: string, lines: readonly string[]): string {
  return `${title}:\n${lines.map((line, at) => `  ${at + 1}. ${line}\n`).join('')}`
}
