import { sql, type Kysely, type RawBuilder } from 'kysely'

import { statesThat } from '../../../domain/exchange/document-states.ts'
import type { Box } from '../../../domain/exchange/boxes.ts'
import type { Flow } from '../../../domain/flows/index.ts'
import type { DocumentTable, Schema } from './schema.ts'

type Filed = Pick<DocumentTable, 'box' | 'partner' | 'format_type' | 'document_type'>

/**
 * The flow of a document that is being kept, as part of the statement that keeps it: whoever
 * keeps documents, and by whatever way, none is left unfiled. The very kind comes before any,
 * as in `flowOf`.
 */
export function filedUnder(document: Filed): RawBuilder<string | null> {
  return sql<string | null>`(
    SELECT id FROM flow
    WHERE removed_at IS NULL AND partner = ${document.partner}
      AND direction = ${document.box === 'inbox' ? 'receive' : 'send'}
      AND ((format_type = ${document.format_type.trim()}
            AND document_type = ${document.document_type.trim()})
           OR (format_type = '' AND document_type = ''))
    ORDER BY document_type = '' LIMIT 1)`
}

/**
 * Files the documents of a partner and direction anew that are still open: those that wait,
 * and those received that nobody was given. What is settled keeps its flow.
 */
export async function fileAnew(
  db: Kysely<Schema>,
  { partner, direction }: Pick<Flow, 'partner' | 'direction'>,
): Promise<number> {
  const boxes: readonly Box[] = direction === 'receive' ? ['inbox'] : ['outbox', 'mailbox']
  const done = await db
    .updateTable('document')
    .set({
      flow_id: sql<string | null>`(
        SELECT id FROM flow
        WHERE removed_at IS NULL AND flow.partner = document.partner
          AND flow.direction = ${direction}
          AND ((flow.format_type = trim(document.format_type)
                AND flow.document_type = trim(document.document_type))
               OR (flow.format_type = '' AND flow.document_type = ''))
        ORDER BY flow.document_type = '' LIMIT 1)`,
    })
    .where('partner', '=', partner)
    .where('box', 'in', boxes)
    .where((is) =>
      is.or([
        is('state', 'in', [...statesThat(({ isUnfinished }) => isUnfinished)]),
        is.and([is('box', '=', 'inbox'), is('handed_over_at', 'is', null)]),
      ]),
    )
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}
