import type { Kysely, Selectable } from 'kysely'

import { defined } from '../../../base/defined.ts'
import { programSteps, settingsOf } from '../../../domain/flows/flow.ts'
import type { Flow, FlowBook, FlowSecrets } from '../../../domain/flows/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { fileAnew } from './document-filing.ts'
import { withHolds } from './hold-book.ts'
import { parseColumn } from './json-column.ts'
import { ownedSecrets } from './owned-secrets.ts'
import { settingsAsOf } from './past-settings.ts'
import type { FlowTable, Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'
import { write } from './writing.ts'

/** Loaded with the first flow: whoever opens a ledger seldom reads one. */
const form = () => import('../../../domain/flows/flow-schema.ts')

/** Flows with all their revisions, on any database that Kysely speaks to. */
export function flowBook(db: Kysely<Schema>, sealing: Sealing): FlowBook {
  const secrets = flowSecrets(db, sealing)
  const living = () => db.selectFrom('flow').selectAll().where('removed_at', 'is', null)
  const read = async (rows: readonly Selectable<FlowTable>[]): Promise<readonly Flow[]> =>
    withHolds(db, await Promise.all(rows.map(flowOf)))
  return {
    add: write(async (flow, changes) => {
      await refuseTaken(db, flow)
      await db
        .insertInto('flow')
        .values(await rowOf(flow))
        .execute()
      await keepRevision(db, flow, flow.createdAt)
      await secrets.put(flow, changes)
      return fileAnew(db, flow)
    }),
    find: async (name) => {
      const [flow] = await read(await living().where('name', '=', name).execute())
      return flow
    },
    findById: async (id) => {
      const rows = db.selectFrom('flow').selectAll().where('id', '=', id)
      const [flow] = await read(await rows.execute())
      return flow
    },
    list: async () => read(await living().orderBy('name').execute()),
    during: async ({ from, to }) => {
      const flows = await read(await rowsDuring(db, { from, to }))
      return flows.toSorted((one, other) => (one.name < other.name ? -1 : 1))
    },
    replace: write(async (flow, { at, secrets: changes }) => {
      await refuseTaken(db, flow)
      const done = await db
        .updateTable('flow')
        .set(await rowOf(flow))
        .where('id', '=', flow.id)
        .where('revision', '=', flow.revision - 1)
        .where('removed_at', 'is', null)
        .executeTakeFirst()
      if (done.numUpdatedRows === 0n) return false
      await keepRevision(db, flow, at)
      await secrets.put(flow, changes)
      await fileAnew(db, flow)
      return true
    }),
    webhookSecrets: (flowId, step) => secrets.of(flowId, step),
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

/** Each with the settings that it had at the end of that time. */
async function rowsDuring(
  db: Kysely<Schema>,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<readonly Selectable<FlowTable>[]> {
  const rows = await db
    .selectFrom('flow')
    .selectAll()
    .where('created_at', '<=', to.toISOString())
    .where((is) => is.or([is('removed_at', 'is', null), is('removed_at', '>', from.toISOString())]))
    .execute()
  const then = await settingsAsOf(db, to)
  return rows.map((row) => ({ ...row, settings: then.get(row.id) ?? row.settings }))
}

async function keepRevision(db: Kysely<Schema>, flow: Flow, at: Date): Promise<void> {
  const { id, revision } = flow
  const settings = JSON.stringify(settingsOf(flow))
  const values = { flow_id: id, revision, settings, since: at.toISOString() }
  await db.insertInto('flow_revision').values(values).execute()
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
  }
}

function sinceOf(text: string): NonNullable<Flow['programsSince']> {
  const since = parseColumn('flow.programs_since', text) as Record<string, string>
  return Object.fromEntries(Object.entries(since).map(([step, at]) => [step, new Date(at)]))
}
