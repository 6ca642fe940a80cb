import type { Kysely } from 'kysely'

import type { Schema } from './schema.ts'

/** The settings of each flow at a moment, by its id; JSON. */
export async function settingsAsOf(
  db: Kysely<Schema>,
  moment: Date,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('flow_revision')
    .select(['flow_id', 'settings'])
    .where('since', '<=', moment.toISOString())
    .orderBy('revision')
    .execute()
  // Of each flow the last one stays.
  return new Map(rows.map(({ flow_id: id, settings }) => [id, settings]))
}

/** The company's calendars at a moment; JSON. */
export async function calendarsAsOf(db: Kysely<Schema>, moment: Date): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('calendar_revision')
    .select(['name', 'settings'])
    .where('since', '<=', moment.toISOString())
    .orderBy('since')
    .execute()
  const last = new Map(rows.map(({ name, settings }) => [name, settings]))
  return [...last.values()].filter((settings) => settings !== null)
}
