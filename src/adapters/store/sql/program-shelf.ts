import type { Insertable, Kysely, Selectable } from 'kysely'

import type {
  ProgramQuery,
  ProgramRun,
  ProgramShelf,
  ProgramState,
  ProgramStep,
} from '../../../domain/flows/index.ts'
import type { StationDocument } from '../../../domain/exchange/index.ts'
import type { Presence } from '../files/presence.ts'
import { knownDocument } from './document-row.ts'
import type { ProgramRunTable, Schema } from './schema.ts'
import { write } from './writing.ts'

/** Programs that were begun, on any database that Kysely speaks to. */
export function programShelf(db: Kysely<Schema>, presence: Presence): ProgramShelf {
  const all = () => db.selectFrom('program_run').selectAll()
  return {
    due: (query) => due(db, query),
    find: async (subject, step) => {
      const found = all().where('subject', '=', subject).where('step', '=', step)
      const row = await found.executeTakeFirst()
      return row === undefined ? undefined : runOf(row)
    },
    open: async (flowId) => {
      const rows = await all()
        .where('flow_id', '=', flowId)
        .where('state', 'in', ['due', 'running', 'retry'])
        .orderBy('seq')
        .execute()
      return rows.map((row) => {
        const others = presence.isAtWork(row.process) ? ('other' as const) : ('gone' as const)
        return { ...runOf(row), holder: row.process === presence.name ? ('this' as const) : others }
      })
    },
    put: write(async (run) => {
      const row = rowOf(run, presence.enter())
      await db
        .insertInto('program_run')
        .values(row)
        .onConflict((conflict) => conflict.columns(['subject', 'step']).doUpdateSet(row))
        .execute()
    }),
    ofSubject: async (subject) =>
      (await all().where('subject', '=', subject).orderBy('seq').execute()).map(runOf),
    ofExchange: async (exchangeId) =>
      (await all().where('exchange_id', '=', exchangeId).orderBy('seq').execute()).map(runOf),
  }
}

/** Read along the index of flows by the time of their last change. */
async function due(db: Kysely<Schema>, query: ProgramQuery): Promise<readonly StationDocument[]> {
  const { flowId, step, states, handedOver, since, limit } = query
  const rows = await db
    .selectFrom('document')
    .selectAll()
    .where('flow_id', '=', flowId)
    .where('changed_at', '>=', since.toISOString())
    .where('state', 'in', [...states])
    .$if(handedOver, (of) => of.where('handed_over_at', 'is not', null))
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('program_run')
            .select('program_run.seq')
            .whereRef('program_run.subject', '=', 'document.id')
            .where('program_run.step', '=', step),
        ),
      ),
    )
    .orderBy('changed_at')
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(knownDocument)
}

function rowOf(run: ProgramRun, process: string): Insertable<ProgramRunTable> {
  return {
    subject: run.subject,
    step: run.step,
    flow_id: run.flowId,
    exchange_id: run.exchangeId ?? null,
    state: run.state,
    attempt: run.attempt,
    file: run.file,
    started_at: run.startedAt.toISOString(),
    ended_at: run.endedAt?.toISOString() ?? null,
    next_try_at: (run.state === 'retry' && run.nextTryAt?.toISOString()) || null,
    status: run.status ?? null,
    output: run.output ?? null,
    fault_id: run.faultId ?? null,
    process,
  }
}

function runOf(row: Selectable<ProgramRunTable>): ProgramRun {
  return {
    subject: row.subject,
    step: row.step as ProgramStep,
    flowId: row.flow_id,
    state: row.state as ProgramState,
    attempt: row.attempt,
    file: row.file,
    startedAt: new Date(row.started_at),
    ...(row.exchange_id === null ? {} : { exchangeId: row.exchange_id }),
    ...(row.ended_at === null ? {} : { endedAt: new Date(row.ended_at) }),
    ...(row.next_try_at === null ? {} : { nextTryAt: new Date(row.next_try_at) }),
    ...(row.status === null ? {} : { status: row.status }),
    ...(row.output === null ? {} : { output: row.output }),
    ...(row.fault_id === null ? {} : { faultId: row.fault_id }),
  }
}
