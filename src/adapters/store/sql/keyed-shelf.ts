import type { Kysely } from 'kysely'
import { HikyakuError } from '../../../errors/index.ts'
import type { KeyedShelf } from '../../../domain/handshakes/index.ts'
import type { Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'
import { write } from './writing.ts'

interface Named {
  readonly name: string
}

type KeyedTable = 'certificate' | 'certificate_request'

/** Where the rows are, what owns their keys, and how a row is read and written. */
export interface KeyedRows<Table extends KeyedTable, Item> {
  readonly table: Table
  /** As in `certificate`; a sealed key can be opened for its owner alone. */
  readonly owner: string
  readonly rowOf: (item: Item) => Schema[Table]
  readonly itemOf: (row: Schema[Table]) => Item
}

/** Rows with a name, and a sealed key for each, on any database that Kysely speaks to. */
export function keyedShelf<Table extends KeyedTable, Item extends { readonly name: string }>(
  db: Kysely<Schema>,
  sealing: Sealing,
  { table: own, owner: kind, rowOf, itemOf }: KeyedRows<Table, Item>,
): KeyedShelf<Item> {
  // Kysely knows one table at a time: it is shown what the tables share, under one name.
  const rows = db as unknown as Kysely<{ certificate: Named }>
  const table = own as 'certificate'
  const read = (row: Named): Item => itemOf(row as Schema[Table])
  const ownerOf = (name: string): string => `${kind}/${name}`
  return {
    add: write(async (item, keyPem) => {
      const done = await rows
        .insertInto(table)
        .values(rowOf(item))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (done.numInsertedOrUpdatedRows === 0n) {
        throw new HikyakuError('certificate-exists', { certificate: item.name })
      }
      const owner = ownerOf(item.name)
      const sealed = sealing.seal(`${owner}/key`, keyPem)
      await db.insertInto('secret').values({ owner, name: 'key', sealed }).execute()
    }),
    find: async (name) => {
      const row = await rows
        .selectFrom(table)
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst()
      return row === undefined ? undefined : read(row)
    },
    list: async () => {
      const found = await rows.selectFrom(table).selectAll().orderBy('name').execute()
      return found.map(read)
    },
    key: async (name) => {
      const owner = ownerOf(name)
      const row = await db
        .selectFrom('secret')
        .selectAll()
        .where('owner', '=', owner)
        .where('name', '=', 'key')
        .executeTakeFirst()
      return row === undefined ? undefined : sealing.open(`${owner}/key`, row.sealed)
    },
    remove: write(async (name) => {
      await db.deleteFrom('secret').where('owner', '=', ownerOf(name)).execute()
      await rows.deleteFrom(table).where('name', '=', name).execute()
    }),
  }
}
