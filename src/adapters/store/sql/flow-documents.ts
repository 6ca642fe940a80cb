import type { Kysely } from 'kysely'

import { statesThat, type DocumentState } from '../../../domain/exchange/document-states.ts'
import type { Box } from '../../../domain/exchange/boxes.ts'
import type { DocumentShelf } from '../../../domain/exchange/ports.ts'
import type { FlowDocument, UnfiledKind } from '../../../domain/exchange/search.ts'
import type { StationDocument } from '../../../domain/exchange/document.ts'
import { knownDocument } from './document-row.ts'
import type { Schema } from './schema.ts'

interface Time {
  readonly from: Date
  readonly to: Date
}

/** What is older than this before a day is looked at is no longer on its board. */
const reach = 31 * 86_400_000

/** What the board of a day asks for. */
export function flowQueries(
  db: Kysely<Schema>,
): Pick<DocumentShelf, 'ofFlow' | 'unfiled' | 'toHandOver'> {
  return {
    ofFlow: (flowId, time) => documentsOfFlow(db, flowId, time),
    unfiled: (time) => unfiledKinds(db, time),
    toHandOver: (flowId, limit) => toHandOver(db, flowId, limit),
  }
}

/**
 * Documents of a flow that came or changed in a time, or that stand open from before. Read
 * along the index of flows, and no further back than a month.
 */
async function documentsOfFlow(
  db: Kysely<Schema>,
  flowId: string,
  { from, to }: Time,
): Promise<readonly FlowDocument[]> {
  const open = statesThat(({ isUnfinished, left }) => isUnfinished || left !== undefined)
  const rows = await db
    .selectFrom('document')
    .select(['box', 'state', 'created_at', 'changed_at', 'handed_over_at'])
    .where('flow_id', '=', flowId)
    .where('created_at', '>=', new Date(from.getTime() - reach).toISOString())
    .where('created_at', '<', to.toISOString())
    .where((is) =>
      is.or([
        is('created_at', '>=', from.toISOString()),
        is('changed_at', '>=', from.toISOString()),
        is('state', 'in', [...open]),
        is.and([is('box', '=', 'inbox'), is('handed_over_at', 'is', null)]),
      ]),
    )
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({
    box: row.box as Box,
    state: row.state as DocumentState,
    createdAt: new Date(row.created_at),
    changedAt: new Date(row.changed_at),
    ...(row.handed_over_at === null ? {} : { handedOverAt: new Date(row.handed_over_at) }),
  }))
}

/** Kinds that came in a time and that no flow is for. */
async function unfiledKinds(
  db: Kysely<Schema>,
  { from, to }: Time,
): Promise<readonly UnfiledKind[]> {
  const rows = await db
    .selectFrom('document')
    .select((is) => [
      'partner',
      'box',
      'format_type',
      'document_type',
      is.fn.countAll<number>().as('count'),
    ])
    .where('flow_id', 'is', null)
    .where('created_at', '>=', from.toISOString())
    .where('created_at', '<', to.toISOString())
    .groupBy(['partner', 'box', 'format_type', 'document_type'])
    .orderBy('partner')
    .orderBy('box')
    .orderBy('format_type')
    .orderBy('document_type')
    .execute()
  return rows.map((row) => ({
    partner: row.partner,
    box: row.box as Box,
    formatType: row.format_type,
    documentType: row.document_type,
    count: row.count,
  }))
}

/** Quarantined ones are no documents that anybody is given. */
async function toHandOver(
  db: Kysely<Schema>,
  flowId: string,
  limit: number,
): Promise<readonly StationDocument[]> {
  const rows = await db
    .selectFrom('document')
    .selectAll()
    .where('flow_id', '=', flowId)
    .where('box', '=', 'inbox')
    .where('handed_over_at', 'is', null)
    .where('state', '!=', 'quarantined')
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(knownDocument)
}
