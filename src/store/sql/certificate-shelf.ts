import type { Kysely, Selectable } from 'kysely'
import { HikyakuError } from '../../errors/index.ts'
import type { CertificateShelf, StationCertificate } from '../../exchange/index.ts'
import type { CertificateTable, Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'

/** Our client certificates and their sealed keys, on any database that Kysely speaks to. */
export function certificateShelf(db: Kysely<Schema>, sealing: Sealing): CertificateShelf {
  return {
    add: async (certificate, keyPem) => {
      const done = await db
        .insertInto('certificate')
        .values({
          name: certificate.name,
          chain_pem: certificate.chainPem,
          imported_at: certificate.importedAt.toISOString(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (done.numInsertedOrUpdatedRows === 0n) {
        throw new HikyakuError('certificate-exists', { certificate: certificate.name })
      }
      const owner = ownerOf(certificate.name)
      const sealed = sealing.seal(`${owner}/key`, keyPem)
      await db.insertInto('secret').values({ owner, name: 'key', sealed }).execute()
    },
    find: async (name) => {
      const row = await db
        .selectFrom('certificate')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst()
      return row === undefined ? undefined : certificateOf(row)
    },
    list: async () => {
      const rows = await db.selectFrom('certificate').selectAll().orderBy('name').execute()
      return rows.map(certificateOf)
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
    remove: async (name) => {
      await db.deleteFrom('secret').where('owner', '=', ownerOf(name)).execute()
      await db.deleteFrom('certificate').where('name', '=', name).execute()
    },
  }
}

function certificateOf(row: Selectable<CertificateTable>): StationCertificate {
  return { name: row.name, chainPem: row.chain_pem, importedAt: new Date(row.imported_at) }
}

function ownerOf(certificate: string): string {
  return `certificate/${certificate}`
}
