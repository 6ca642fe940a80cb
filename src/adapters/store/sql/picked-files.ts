import { sql, type Kysely, type Selectable } from 'kysely'

import { defined } from '../../../base/defined.ts'
import type { PickedFile, PickedFiles } from '../../../domain/flows/index.ts'
import type { PickedFileTable, Schema } from './schema.ts'
import { write } from './writing.ts'

/** Files picked up from folders, on any database that Kysely speaks to. */
export function pickedFiles(db: Kysely<Schema>): PickedFiles {
  const all = () => db.selectFrom('picked_file').selectAll()
  return {
    add: write(async (file) => {
      await db.insertInto('picked_file').values(rowOf(file)).execute()
    }),
    open: async ({ id, folder }) => {
      const rows = await all()
        .where((row) => row.or([row('flow_id', '=', id), row('folder', '=', folder)]))
        // In these words they have an index of their own; few are on their way of all there were.
        .where(sql<boolean>`state IN ('kept', 'waiting')`)
        .orderBy(sql`+document_id`)
        .execute()
      return rows.map(fileOf)
    },
    find: async (document) => {
      const row = await all().where('document_id', '=', document).executeTakeFirst()
      return row === undefined ? undefined : fileOf(row)
    },
    change: write(async (document, { state, place }) => {
      await db
        .updateTable('picked_file')
        .set({ state, ...defined({ place }) })
        .where('document_id', '=', document)
        .execute()
    }),
  }
}

function rowOf({ document, flowId, folder, place, look, state }: PickedFile): PickedFileTable {
  return {
    document_id: document,
    flow_id: flowId,
    folder,
    place,
    name: look.name,
    bytes: look.bytes,
    changed_at: look.changedAt,
    file_id: look.fileId,
    state,
  }
}

function fileOf(row: Selectable<PickedFileTable>): PickedFile {
  return {
    document: row.document_id,
    flowId: row.flow_id,
    folder: row.folder,
    place: row.place,
    look: {
      name: row.name,
      kind: 'file',
      bytes: row.bytes,
      changedAt: row.changed_at,
      fileId: row.file_id,
    },
    state: row.state as PickedFile['state'],
  }
}
