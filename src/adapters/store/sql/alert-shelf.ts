import type { Kysely, Selectable } from 'kysely'

// By their own files: whoever opens a ledger must not load the business.
import { defined } from '../../../base/defined.ts'
import { parseAlertRule, parseMailServer } from '../../../domain/alerts/alert-rule.ts'
import type { AlertItem, AlertMessage, AlertShelf } from '../../../domain/alerts/index.ts'
import { parseColumn } from './json-column.ts'
import { ownedSecrets, type OwnedSecrets } from './owned-secrets.ts'
import type { AlertItemTable, AlertMessageTable, Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'
import { write } from './writing.ts'

const mailServer = 'mail-server'
const ownerOf = (rule: string): string => `alert/${rule}`

/** Alerts, on any database that Kysely speaks to. */
export function alertShelf(db: Kysely<Schema>, sealing: Sealing): AlertShelf {
  const secrets = ownedSecrets(db, sealing)
  return {
    ...ruleRows(db, secrets),
    ...serverRow(db, secrets),
    ...itemRows(db),
    ...messageRows(db),
  }
}

type Rules = Pick<AlertShelf, 'rules' | 'findRule' | 'putRule' | 'removeRule' | 'webhookSecrets'>

function ruleRows(db: Kysely<Schema>, secrets: OwnedSecrets): Rules {
  const read = (settings: string) => parseAlertRule(parseColumn('alert_rule.settings', settings))
  return {
    rules: async () => {
      const rows = await db.selectFrom('alert_rule').selectAll().orderBy('name').execute()
      return rows.map(({ settings }) => read(settings))
    },
    findRule: async (name) => {
      const row = await db
        .selectFrom('alert_rule')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst()
      return row === undefined
        ? undefined
        : { rule: read(row.settings), since: new Date(row.since) }
    },
    putRule: write(async (rule, since, changes = {}) => {
      const settings = JSON.stringify(rule)
      await db
        .insertInto('alert_rule')
        .values({ name: rule.name, settings, since: since.toISOString() })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ settings }))
        .execute()
      await secrets.put(ownerOf(rule.name), changes)
    }),
    webhookSecrets: async (rule) => {
      const { url, key } = await secrets.of(ownerOf(rule))
      return defined({ url, key })
    },
    removeRule: write(async (name) => {
      await secrets.remove(ownerOf(name))
      await db.deleteFrom('alert_rule').where('name', '=', name).execute()
      await db.deleteFrom('alert_item').where('rule', '=', name).execute()
    }),
  }
}

type Server = Pick<AlertShelf, 'server' | 'putServer' | 'mailSecrets'>

function serverRow(db: Kysely<Schema>, secrets: OwnedSecrets): Server {
  return {
    server: async () => {
      const row = await db.selectFrom('mail_server').select('settings').executeTakeFirst()
      if (row === undefined) return undefined
      return parseMailServer(parseColumn('mail_server.settings', row.settings))
    },
    putServer: write(async (server, changes = {}) => {
      const settings = JSON.stringify(server)
      await db
        .insertInto('mail_server')
        .values({ place: 1, settings })
        .onConflict((conflict) => conflict.column('place').doUpdateSet({ settings }))
        .execute()
      await secrets.put(mailServer, { ...changes })
    }),
    mailSecrets: async () => {
      const { password, clientSecret, refreshToken } = await secrets.of(mailServer)
      return defined({ password, clientSecret, refreshToken })
    },
  }
}

function itemRows(db: Kysely<Schema>): Pick<AlertShelf, 'addItem' | 'items' | 'changeItem'> {
  return {
    addItem: write(async ({ rule, faultId, dueAt }) => {
      const row = { rule, fault_id: faultId, due_at: dueAt.toISOString(), is_over: 0 }
      await db
        .insertInto('alert_item')
        .values({ ...row, told_by: null, last_told_at: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }),
    items: async (rule) => {
      const rows = await db
        .selectFrom('alert_item')
        .selectAll()
        .where('rule', '=', rule)
        .where('is_over', '=', 0)
        .orderBy('due_at')
        .execute()
      return rows.map(itemOf)
    },
    changeItem: write(async ({ rule, faultId }, { toldBy, lastToldAt, isOver }) => {
      await db
        .updateTable('alert_item')
        .set({
          ...defined({ told_by: toldBy, last_told_at: lastToldAt?.toISOString() }),
          ...(isOver === undefined ? {} : { is_over: isOver ? 1 : 0 }),
        })
        .where('rule', '=', rule)
        .where('fault_id', '=', faultId)
        .execute()
    }),
  }
}

function itemOf(row: Selectable<AlertItemTable>): AlertItem {
  return {
    rule: row.rule,
    faultId: row.fault_id,
    dueAt: new Date(row.due_at),
    ...(row.told_by === null ? {} : { toldBy: row.told_by }),
    ...(row.last_told_at === null ? {} : { lastToldAt: new Date(row.last_told_at) }),
    isOver: row.is_over === 1,
  }
}

type Messages = Pick<AlertShelf, 'addMessage' | 'changeMessage' | 'openMessages' | 'messages'>

function messageRows(db: Kysely<Schema>): Messages {
  const all = () => db.selectFrom('alert_message').selectAll()
  return {
    addMessage: write(async (message) => {
      await db
        .insertInto('alert_message')
        .values({
          id: message.id,
          rule: message.rule,
          kind: message.kind,
          faults: JSON.stringify(message.faults),
          created_at: message.createdAt.toISOString(),
          state: message.state,
          tries: message.tries,
          doubts: message.doubts,
          next_try_at: message.nextTryAt.toISOString(),
          sent_at: null,
        })
        .execute()
    }),
    changeMessage: write(async (id, { nextTryAt, sentAt, ...rest }) => {
      await db
        .updateTable('alert_message')
        .set({
          ...rest,
          ...defined({ next_try_at: nextTryAt?.toISOString(), sent_at: sentAt?.toISOString() }),
        })
        .where('id', '=', id)
        .execute()
    }),
    openMessages: async () => {
      const open = all().where('state', 'in', ['due', 'begun', 'last-byte'])
      return (await open.orderBy('created_at').execute()).map(messageOf)
    },
    messages: async ({ rule, limit }) => {
      const found = rule === undefined ? all() : all().where('rule', '=', rule)
      return (await found.orderBy('created_at', 'desc').limit(limit).execute()).map(messageOf)
    },
  }
}

function messageOf(row: Selectable<AlertMessageTable>): AlertMessage {
  return {
    id: row.id,
    rule: row.rule,
    kind: row.kind as AlertMessage['kind'],
    faults: parseColumn('alert_message.faults', row.faults) as string[],
    createdAt: new Date(row.created_at),
    state: row.state as AlertMessage['state'],
    tries: row.tries,
    doubts: row.doubts,
    nextTryAt: new Date(row.next_try_at),
    ...(row.sent_at === null ? {} : { sentAt: new Date(row.sent_at) }),
  }
}
