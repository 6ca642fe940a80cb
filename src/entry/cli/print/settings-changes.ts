import { plainText } from '../../../base/plain-text.ts'
import type { ItemChange, ValueChange } from '../../../domain/settings/index.ts'
import type { ImportPlan } from '../../../station/settings/index.ts'
import { describeChain } from '../../../wire/tls/index.ts'
import type { Session } from '../session.ts'

const signs = { add: '+', change: '~', remove: '-' } as const

/** Longer values are cut: the file itself shows them whole. */
const longest = 120

/** What an import changes: item by item, each value from what to what. */
export function changesText({ t }: Session, { changes }: Pick<ImportPlan, 'changes'>): string {
  return changes
    .flatMap((change) => [
      `${signs[change.kind]} ${t(`settings.of.${change.section}`)} ${change.name}`.trimEnd(),
      ...(change.kind === 'remove' ? [] : change.values)
        .filter(({ setting }) => setting !== 'name')
        .map((value) => valueLine(change, value)),
    ])
    .map((line) => `${plainText(line)}\n`)
    .join('')
}

function valueLine({ kind }: ItemChange, { setting, from, to }: ValueChange): string {
  if (kind === 'add') return `    ${setting}: ${shown(to)}`
  return `    ${setting}: ${shown(from)} → ${shown(to)}`
}

function shown(value: string | undefined): string {
  if (value === undefined) return '–'
  const line = (certificatesOf(value) ?? value).replaceAll(/\s+/gu, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}

/** Certificates by their subjects and the beginnings of their fingerprints. */
function certificatesOf(value: string): string | undefined {
  try {
    const chain = describeChain(value)
    if (chain.length === 0) return undefined
    return chain.map(({ subject, sha256 }) => `[${subject} ${sha256.slice(0, 11)}]`).join(', ')
  } catch {
    return undefined
  }
}
