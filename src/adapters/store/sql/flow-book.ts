import type { Kysely, Selectable } from 'kysely'

import { defined } from '../../../base/defined.ts'
import { programSteps, settingsOf } from '../../../domain/flows/flow.ts'
import type { Flow, FlowBook, FlowSecrets, Hold } from '../../../domain/flows/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { fileAnew } from './document-filing.ts'
import { parseColumn } from './json-column.ts'
import { ownedSecrets } from './owned-secrets.ts'
import type { FlowTable, Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'
import { write } from './writing.ts'

/** Loaded with the first flow: whoever opens a ledger seldom reads one. */
const form = () => import('../../../domain/flows/flow-schema.ts')

/** Flows with all their revisions, on any database that Kysely speaks to. */
export function flowBook(db: Kysely<Schema>, sealing: Sealing): FlowBook {
  const secrets = flowSecrets(db, sealing)
  const living = () => db.selectFrom('flow').selectAll().where('removed_at', 'is', null)
  return {
    add: write(async (flow, changes) => {
      await refuseTaken(db, flow)
      await db
        .insertInto('flow')
        .values(await rowOf(flow))
        .execute()
      await keepRevision(db, flow)
      await secrets.put(flow, changes)
      return fileAnew(db, flow)
    }),
    find: async (name) => {
      const row = await living().where('name', '=', name).executeTakeFirst()
      return row === undefined ? undefined : flowOf(row)
    },
    findById: async (id) => {
      const row = await db.selectFrom('flow').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? undefined : flowOf(row)
    },
    list: async () => Promise.all((await living().orderBy('name').execute()).map(flowOf)),
    replace: write(async (flow, changes) => {
      await refuseTaken(db, flow)
      const done = await db
        .updateTable('flow')
        .set(await rowOf(flow))
        .where('id', '=', flow.id)
        .where('revision', '=', flow.revision - 1)
        .where('removed_at', 'is', null)
        .executeTakeFirst()
      if (done.numUpdatedRows === 0n) return false
      await keepRevision(db, flow)
      await secrets.put(flow, changes)
      await fileAnew(db, flow)
      return true
    }),
    webhookSecrets: (flowId, step) => secrets.of(flowId, step),
    hold: write(async (id, hold) => {
      await db
        .updateTable('flow')
        .set({ hold: hold === undefined ? null : JSON.stringify(hold) })
        .where('id', '=', id)
        .execute()
    }),
    remove: write(async ({ id, ...flow }, at) => {
      await db
        .updateTable('flow')
        .set({ removed_at: at.toISOString() })
        .where('id', '=', id)
        .where('removed_at', 'is', null)
        .execute()
      await secrets.remove(id)
      return fileAnew(db, flow)
    }),
  }
}

/** The secrets of the webhooks of flows, each under its flow and step. */
function flowSecrets(db: Kysely<Schema>, sealing: Sealing) {
  const secrets = ownedSecrets(db, sealing)
  const ownerOf = (id: string, step: string): string => `flow/${id}/${step}`
  return {
    put: async ({ id }: Flow, changes: FlowSecrets = {}) => {
      for (const [step, change] of Object.entries(changes)) {
        await secrets.put(ownerOf(id, step), change)
      }
    },
    of: async (id: string, step: string) => {
      const { url, key } = await secrets.of(ownerOf(id, step))
      return defined({ url, key })
    },
    remove: async (id: string) => {
      for (const step of programSteps) await secrets.remove(ownerOf(id, step))
    },
  }
}

async function keepRevision(db: Kysely<Schema>, flow: Flow): Promise<void> {
  const { id, revision } = flow
  const settings = JSON.stringify(settingsOf(flow))
  await db.insertInto('flow_revision').values({ flow_id: id, revision, settings }).execute()
}

/** A name, and a kind of a partner in one direction, belong to one living flow. */
async function refuseTaken(db: Kysely<Schema>, flow: Flow): Promise<void> {
  const row = await rowOf(flow)
  const others = db
    .selectFrom('flow')
    .select('name')
    .where('removed_at', 'is', null)
    .where('id', '<>', flow.id)
  const named = await others.where('name', '=', flow.name).executeTakeFirst()
  if (named !== undefined) throw new HikyakuError('flow-exists', { flow: flow.name })
  const alike = await others
    .where('partner', '=', row.partner)
    .where('direction', '=', row.direction)
    .where('format_type', '=', row.format_type)
    .where('document_type', '=', row.document_type)
    .executeTakeFirst()
  if (alike === undefined) return
  throw new HikyakuError('flow-kind-taken', { flow: alike.name, partner: flow.partner })
}

async function rowOf(flow: Flow): Promise<FlowTable> {
  const { kind } = flow
  const settings = JSON.stringify(settingsOf(flow))
  // What cannot be read again would stop the timetable of all flows.
  const { parseFlow } = await form()
  parseFlow(JSON.parse(settings))
  return {
    id: flow.id,
    name: flow.name,
    partner: flow.partner,
    direction: flow.direction,
    format_type: kind === 'any' ? '' : kind.formatType,
    document_type: kind === 'any' ? '' : kind.documentType,
    settings,
    revision: flow.revision,
    created_at: flow.createdAt.toISOString(),
    timetable_since: flow.timetableSince.toISOString(),
    expectations_since: flow.expectationsSince?.toISOString() ?? null,
    programs_since: flow.programsSince === undefined ? null : JSON.stringify(flow.programsSince),
    hold: flow.hold === undefined ? null : JSON.stringify(flow.hold),
    removed_at: null,
  }
}

async function flowOf(row: Selectable<FlowTable>): Promise<Flow> {
  const { parseFlow } = await form()
  return {
    ...parseFlow(parseColumn('flow.settings', row.settings)),
    id: row.id,
    revision: row.revision,
    createdAt: new Date(row.created_at),
    timetableSince: new Date(row.timetable_since),
    ...(row.expectations_since === null
      ? {}
      : { expectationsSince: new Date(row.expectations_since) }),
    ...(row.programs_since === null ? {} : { programsSince: sinceOf(row.programs_since) }),
    ...(row.hold === null ? {} : { hold: holdOf(row.hold) }),
  }
}

function sinceOf(text: string): NonNullable<Flow['programsSince']> {
  const since = parseColumn('flow.programs_since', text) as Record<string, string>
  return Object.fromEntries(Object.entries(since).map(([step, at]) => [step, new Date(at)]))
}

function holdOf(text: string): Hold {
  const { reason, by, at, until } = parseColumn('flow.hold', text) as Record<string, string>
  return {
    reason: reason ?? '',
    by: by ?? '',
    at: new Date(at ?? 0),
    ...(until === undefined ? {} : { until: new Date(until) }),
  }
}
