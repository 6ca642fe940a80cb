import type { Command } from 'commander'

import { wholeNumber } from '../arguments.ts'
import { addOption } from '../command.ts'
import type { Session } from '../session.ts'
import { table } from './table.ts'

/** Rows that fit a screen or two; `--limit` shows more. */
const usualLimit = 100

/** Adds `--limit`, which all long lists have. */
export function addLimit(command: Command, session: Session): void {
  addOption(command, session, {
    flags: '--limit <count>',
    help: 'option.limit',
    parse: wholeNumber('--limit', { min: 1, max: 1_000_000 }),
    standard: String(usualLimit),
  })
}

/** Prints what a search finds: a table, or one JSON object a line. Says if there is more. */
export async function printList<T>(
  session: Session,
  limit: number | undefined,
  search: (limit: number) => Promise<readonly T[]>,
  plan: {
    readonly head: readonly string[]
    readonly row: (item: T) => readonly string[]
    readonly right?: readonly number[]
    readonly json?: (item: T) => unknown
  },
): Promise<void> {
  const most = limit ?? usualLimit
  const found = await search(most + 1)
  const items = found.slice(0, most)
  const { head, row, right = [], json = (item: T): unknown => item } = plan
  for (const item of items) session.emit(json(item))
  if (!session.json) {
    session.say(
      items.length === 0 ? session.t('list.empty') : table(head, items.map(row), { right }),
    )
  }
  if (found.length > most) {
    session.io.stderr.write(`${session.t('list.more', { limit: most })}\n`)
  }
}
