import type { AuditView } from '../../../../src/entry/api/contract.ts'
import type { Say } from '../../words/i18n.ts'
import { words, type WordKey } from '../../words/words.ts'

const actionPrefix = 'audit.action.'

/** The actions that have a word, as they stand in the log. */
export const actions: readonly string[] = Object.keys(words).flatMap((key) =>
  key.startsWith(actionPrefix) ? [key.slice(actionPrefix.length)] : [],
)

/** An action in words; one of a newer station as it is written. */
export function actionText(action: string, t: Say): string {
  return saidBy([`${actionPrefix}${action}`], t) ?? action
}

/** What changed, each field by its name on the page where it is set. */
export function detailsOf({ detail }: AuditView, t: Say): (readonly [string, string])[] {
  return Object.entries(detail).map(([name, value]) => [
    saidBy([`audit.detail.${name}`, `partner.${name}`, `settings.${name}`], t) ?? name,
    saidBy([`audit.value.${String(value)}`, ...valueKeys(name, value)], t) ?? String(value),
  ])
}

function valueKeys(name: string, value: unknown): string[] {
  return name === 'role' || name === 'state' ? [`${name}.${String(value)}`] : []
}

function saidBy(keys: readonly string[], t: Say): string | undefined {
  const key = keys.find((one) => one in words)
  return key === undefined ? undefined : t(key as WordKey)
}
