import type { AuditEntry } from './shelves.ts'

const longestValue = 200

/** What changed between two settings, for the audit log: old and new values, never a secret. */
export function changesBetween(before: object, after: object): AuditEntry['detail'] {
  const [old, now] = [before, after].map((one) => new Map(Object.entries(one)))
  const names = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])
  const changes: Record<string, string> = {}
  for (const name of names) {
    const [was, is] = [said(old?.get(name)), said(now?.get(name))]
    if (was !== is) changes[name] = `${shown(was)} → ${shown(is)}`
  }
  return changes
}

/** Which secrets changed; of a secret nothing else is told. */
export function secretChanges(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): AuditEntry['detail'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return Object.fromEntries(
    names
      .filter((name) => before[name] !== after[name])
      .map((name) => [name, after[name] === undefined ? 'removed' : 'set']),
  )
}

function said(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > longestValue ? `${line.slice(0, longestValue)}…` : line
}
