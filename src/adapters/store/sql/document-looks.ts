import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { DocumentQuery, DocumentShelf } from '../../../domain/exchange/index.ts'
import type { Schema } from './schema.ts'
import { write } from './writing.ts'

/** Who looked at a document first, and who got its bytes first. */
export function lookQueries(db: Kysely<Schema>): Pick<DocumentShelf, 'look' | 'save'> {
  return {
    look: write(async (id, { by, at }) => {
      const done = await db
        .updateTable('document')
        .set({ looked_at: at.toISOString(), looked_by: by })
        .where('id', '=', id)
        .where('looked_at', 'is', null)
        .executeTakeFirst()
      return done.numUpdatedRows > 0n
    }),
    save: write(async (id, { by, at }) => {
      const done = await db
        .updateTable('document')
        .set({ saved_at: at.toISOString(), saved_by: by })
        .where('id', '=', id)
        .where('saved_at', 'is', null)
        .executeTakeFirst()
      return done.numUpdatedRows > 0n
    }),
  }
}

/** Those at which nobody has looked, and those whose slips are of a kind. */
export function matchingLooks<Row>(
  select: SelectQueryBuilder<Schema, 'document', Row>,
  { notLookedAt, slipKind }: DocumentQuery,
): SelectQueryBuilder<Schema, 'document', Row> {
  let found = select
  if (notLookedAt === true) found = found.where('looked_at', 'is', null)
  if (slipKind === undefined) return found
  return found.where('id', 'in', (is) =>
    is.selectFrom('slip_document').select('document_id').where('kind', '=', slipKind),
  )
}
