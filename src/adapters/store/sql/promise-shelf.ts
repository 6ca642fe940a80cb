import type { Kysely, Selectable } from 'kysely'
import type { Giving, PromisedFile, PromiseShelf } from '../../../domain/exchange/index.ts'
import { parseColumn } from './json-column.ts'
import type { Presence } from '../files/presence.ts'
import type { PromisedFileTable, Schema } from './schema.ts'
import { write } from './writing.ts'

/** Files promised to folders, on any database that Kysely speaks to. */
export function promiseShelf(db: Kysely<Schema>, presence: Presence): PromiseShelf {
  const all = () => db.selectFrom('promised_file').selectAll()
  const known = (row: Selectable<PromisedFileTable>): PromisedFile => fileOf(row, presence)
  return {
    promise: write(async ({ document, at, ...file }) => {
      const row = {
        directory: file.directory,
        temporary: file.temporary,
        path: file.path,
        sha256: file.sha256,
        folder: file.folder,
        boot: file.boot ?? null,
        how: file.how === undefined ? null : JSON.stringify(file.how),
        process: presence.enter(),
        at: at.toISOString(),
        fault_id: null,
      }
      await db
        .insertInto('promised_file')
        .values({ document_id: document, ...row })
        .onConflict((conflict) => conflict.column('document_id').doUpdateSet(row))
        .execute()
    }),
    list: async () => (await all().orderBy('at').orderBy('document_id').execute()).map(known),
    find: async (document) => {
      const row = await all().where('document_id', '=', document).executeTakeFirst()
      return row === undefined ? undefined : known(row)
    },
    doubted: write(async (document, faultId) => {
      await db
        .updateTable('promised_file')
        .set({ fault_id: faultId })
        .where('document_id', '=', document)
        .execute()
    }),
    end: write(async (document) => {
      await db.deleteFrom('promised_file').where('document_id', '=', document).execute()
    }),
  }
}

function fileOf(row: Selectable<PromisedFileTable>, presence: Presence): PromisedFile {
  const others = presence.isAtWork(row.process) ? 'other' : 'gone'
  return {
    document: row.document_id,
    directory: row.directory,
    temporary: row.temporary,
    path: row.path,
    sha256: row.sha256,
    folder: row.folder,
    ...(row.boot === null ? {} : { boot: row.boot }),
    ...(row.how === null ? {} : { how: parseColumn('promised_file.how', row.how) as Giving }),
    at: new Date(row.at),
    holder: row.process === presence.name ? 'this' : others,
    ...(row.fault_id === null ? {} : { faultId: row.fault_id }),
  }
}
