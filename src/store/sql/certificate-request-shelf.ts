import type { Kysely, Selectable } from 'kysely'
import { HikyakuError } from '../../errors/index.ts'
import type { CertificateRequest, CertificateRequestShelf } from '../../exchange/index.ts'
import type { CertificateRequestTable, Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'

/** Keys that wait for their certificates, on any database that Kysely speaks to. */
export function certificateRequestShelf(
  db: Kysely<Schema>,
  sealing: Sealing,
): CertificateRequestShelf {
  return {
    add: async (request, keyPem) => {
      const done = await db
        .insertInto('certificate_request')
        .values({
          name: request.name,
          subject: request.subject,
          request_pem: request.requestPem,
          requested_at: request.requestedAt.toISOString(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (done.numInsertedOrUpdatedRows === 0n) {
        throw new HikyakuError('certificate-exists', { certificate: request.name })
      }
      const owner = ownerOf(request.name)
      const sealed = sealing.seal(`${owner}/key`, keyPem)
      await db.insertInto('secret').values({ owner, name: 'key', sealed }).execute()
    },
    find: async (name) => {
      const row = await db
        .selectFrom('certificate_request')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst()
      return row === undefined ? undefined : requestOf(row)
    },
    list: async () => {
      const rows = await db.selectFrom('certificate_request').selectAll().orderBy('name').execute()
      return rows.map(requestOf)
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
      await db.deleteFrom('certificate_request').where('name', '=', name).execute()
    },
  }
}

function requestOf(row: Selectable<CertificateRequestTable>): CertificateRequest {
  return {
    name: row.name,
    subject: row.subject,
    requestPem: row.request_pem,
    requestedAt: new Date(row.requested_at),
  }
}

function ownerOf(request: string): string {
  return `certificate-request/${request}`
}
