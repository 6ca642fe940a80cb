import type { Kysely } from 'kysely'

import type { MessageKey, StationDocument } from '../../../domain/exchange/index.ts'
import { documentOf } from './document-row.ts'
import type { Schema } from './schema.ts'

/** What is still known of a document whose record was cleared, by the key under which it came. */
export async function clearedUnder(
  db: Kysely<Schema>,
  key: MessageKey,
): Promise<StationDocument | undefined> {
  const row = await db
    .selectFrom('message_key')
    .selectAll()
    .where('box', '=', key.box)
    .where('partner', '=', key.partner)
    .where('sender_id', '=', key.senderId)
    .where('message_id', '=', key.messageId)
    .where('twin', '=', key.twin ?? '')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { document_id: id, cleared_at: payload_cleared_at, ...rest } = row
  return documentOf({
    ...rest,
    id,
    payload_cleared_at,
    seq: 0,
    file_name: null,
    handed_over_to: null,
    handed_over_at: null,
    fault_id: null,
    flow_id: null,
    looked_at: null,
    looked_by: null,
    payload_in: 'file',
    saved_at: null,
    saved_by: null,
  })
}
