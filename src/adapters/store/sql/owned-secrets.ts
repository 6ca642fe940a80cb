import type { Kysely } from 'kysely'

import type { Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'

/** Secrets of one owner, by their names. */
export interface OwnedSecrets {
  /** Absent: it stays as it is; null: it is removed. */
  put(owner: string, changes: Readonly<Record<string, string | null | undefined>>): Promise<void>
  of(owner: string): Promise<Readonly<Partial<Record<string, string>>>>
  remove(owner: string): Promise<void>
}

/** Sealed each under the names of its owner and its own, so that none can be moved to another. */
export function ownedSecrets(db: Kysely<Schema>, sealing: Sealing): OwnedSecrets {
  const label = (owner: string, name: string): string => `${owner}/${name}`
  return {
    put: async (owner, changes) => {
      for (const [name, secret] of Object.entries(changes)) {
        if (secret === undefined) continue
        await db.deleteFrom('secret').where('owner', '=', owner).where('name', '=', name).execute()
        if (secret === null) continue
        const sealed = sealing.seal(label(owner, name), secret)
        await db.insertInto('secret').values({ owner, name, sealed }).execute()
      }
    },
    of: async (owner) => {
      const rows = await db
        .selectFrom('secret')
        .select(['name', 'sealed'])
        .where('owner', '=', owner)
        .execute()
      return Object.fromEntries(
        rows.map(({ name, sealed }) => [name, sealing.open(label(owner, name), sealed)]),
      )
    },
    remove: async (owner) => {
      await db.deleteFrom('secret').where('owner', '=', owner).execute()
    },
  }
}
