import type { Kysely, Selectable } from 'kysely'
import { HikyakuError } from '../../../errors/index.ts'
import { secretNames, type Partner, type PartnerSecrets } from '../../../domain/partners/partner.ts'
import type { PartnerBook } from '../../../domain/exchange/index.ts'
import { parseColumn } from './json-column.ts'
import { parsePartner } from '../../../domain/partners/partner-settings.ts'
import type { PartnerTable, Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'
import { write } from './writing.ts'

/** Partners and their secrets, on any database that Kysely speaks to. */
export function partnerBook(db: Kysely<Schema>, sealing: Sealing): PartnerBook {
  const one = async (column: 'name' | 'login', value: string): Promise<Partner | undefined> => {
    const row = await db
      .selectFrom('partner')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst()
    return row === undefined ? undefined : partnerOf(row)
  }
  return {
    add: write(async (partner, secrets) => {
      const done = await db
        .insertInto('partner')
        .values(rowOf(partner))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (done.numInsertedOrUpdatedRows === 0n) throw await taken(db, partner)
      await writeSecrets(db, sealing, partner.name, secrets)
    }),
    find: (name) => one('name', name),
    findByUser: (user) => one('login', user),
    list: async () => {
      const rows = await db.selectFrom('partner').selectAll().orderBy('name').execute()
      return rows.map(partnerOf)
    },
    replace: write(async (partner, secrets = {}) => {
      await refuseLoginOfOther(db, partner)
      const done = await db
        .updateTable('partner')
        .set(rowOf(partner))
        .where('name', '=', partner.name)
        .executeTakeFirst()
      // Its secrets would wait for whoever is given that name next.
      if (done.numUpdatedRows === 0n) {
        throw new HikyakuError('partner-unknown', { partner: partner.name })
      }
      await writeSecrets(db, sealing, partner.name, secrets)
    }),
    remove: write(async (name) => {
      await db.deleteFrom('secret').where('owner', '=', ownerOf(name)).execute()
      await db.deleteFrom('partner').where('name', '=', name).execute()
    }),
    secrets: async (name) =>
      Object.fromEntries(
        (await secretsOf(db, sealing, name)).map(([, secret, text]) => [secret, text]),
      ),
    secretMarks: async (name) =>
      Object.fromEntries(
        (await secretsOf(db, sealing, name)).map(([label, secret, text]) => [
          secret,
          sealing.mark(label, text),
        ]),
      ),
  }
}

/** Each with the label that it was sealed under. */
async function secretsOf(
  db: Kysely<Schema>,
  sealing: Sealing,
  partner: string,
): Promise<[label: string, name: string, text: string][]> {
  const rows = await db
    .selectFrom('secret')
    .selectAll()
    .where('owner', '=', ownerOf(partner))
    .execute()
  return rows.map(({ owner, name, sealed }) => {
    const label = `${owner}/${name}`
    return [label, name, sealing.open(label, sealed)]
  })
}

function partnerOf(row: Selectable<PartnerTable>): Partner {
  return parsePartner(parseColumn('partner.settings', row.settings))
}

function rowOf(partner: Partner): PartnerTable {
  const settings = JSON.stringify(partner)
  // What cannot be read again would lock the station out of all its partners.
  parsePartner(JSON.parse(settings))
  return { name: partner.name, kind: partner.kind, login: loginOf(partner), settings }
}

function loginOf(partner: Partner): string | null {
  return partner.kind === 'jx-client' ? (partner.user ?? null) : null
}

async function refuseLoginOfOther(db: Kysely<Schema>, partner: Partner): Promise<void> {
  const login = loginOf(partner)
  if (login === null) return
  const other = await db
    .selectFrom('partner')
    .select('name')
    .where('login', '=', login)
    .where('name', '<>', partner.name)
    .executeTakeFirst()
  if (other !== undefined) throw loginTaken(login)
}

function loginTaken(login: string): HikyakuError {
  return new HikyakuError('setting-invalid', {
    setting: 'user',
    detail: `another partner logs in as ${login}`,
    detailJa: `別の接続先がユーザー ${login} を使っています`,
  })
}

async function taken(db: Kysely<Schema>, partner: Partner): Promise<HikyakuError> {
  const same = await db
    .selectFrom('partner')
    .select('name')
    .where('name', '=', partner.name)
    .executeTakeFirst()
  if (same !== undefined) return new HikyakuError('partner-exists', { partner: partner.name })
  return loginTaken(partner.user ?? '')
}

async function writeSecrets(
  db: Kysely<Schema>,
  sealing: Sealing,
  partner: string,
  secrets: PartnerSecrets,
): Promise<void> {
  const owner = ownerOf(partner)
  for (const name of secretNames) {
    const value = secrets[name]
    if (value === undefined) continue
    const sealed = sealing.seal(`${owner}/${name}`, value)
    await db
      .insertInto('secret')
      .values({ owner, name, sealed })
      .onConflict((conflict) => conflict.columns(['owner', 'name']).doUpdateSet({ sealed }))
      .execute()
  }
}

function ownerOf(partner: string): string {
  return `partner/${partner}`
}
