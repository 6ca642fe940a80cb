import type { Selectable } from 'kysely'

import type { Box, DocumentState, StationDocument } from '../../../domain/exchange/index.ts'
import { allOf } from './all-of.ts'
import type { DocumentTable } from './schema.ts'

type DocumentRow = Omit<
  Selectable<DocumentTable>,
  | 'seq'
  | 'flow_id'
  | 'looked_at'
  | 'looked_by'
  | 'saved_at'
  | 'saved_by'
  | 'payload_cleared_at'
  | 'payload_in'
>

/** What is written of a document when it is kept. */
export const documentColumns = allOf<DocumentRow>()([
  'id',
  'box',
  'partner',
  'state',
  'message_id',
  'sender_id',
  'receiver_id',
  'format_type',
  'document_type',
  'compress_type',
  'wire_bytes',
  'wire_sha256',
  'content_bytes',
  'content_sha256',
  'file_name',
  'created_at',
  'changed_at',
  'handed_over_to',
  'handed_over_at',
  'fault_id',
  'twin',
])

export function rowOf(document: StationDocument): DocumentRow {
  return {
    id: document.id,
    box: document.box,
    partner: document.partner,
    state: document.state,
    message_id: document.messageId,
    sender_id: document.senderId,
    receiver_id: document.receiverId,
    format_type: document.formatType,
    document_type: document.documentType,
    compress_type: document.compressType,
    wire_bytes: document.wire.bytes,
    wire_sha256: document.wire.sha256,
    content_bytes: document.content?.bytes ?? null,
    content_sha256: document.content?.sha256 ?? null,
    file_name: document.fileName ?? null,
    created_at: document.createdAt.toISOString(),
    changed_at: document.changedAt.toISOString(),
    handed_over_to: document.handedOver?.to ?? null,
    handed_over_at: document.handedOver?.at.toISOString() ?? null,
    fault_id: document.faultId ?? null,
    twin: document.twin ?? '',
  }
}

export function documentOf(
  row: Selectable<DocumentTable> | undefined,
): StationDocument | undefined {
  return row === undefined ? undefined : knownDocument(row)
}

export function knownDocument(row: Selectable<DocumentTable>): StationDocument {
  return {
    id: row.id,
    box: row.box as Box,
    partner: row.partner,
    state: row.state as DocumentState,
    messageId: row.message_id,
    senderId: row.sender_id,
    receiverId: row.receiver_id,
    formatType: row.format_type,
    documentType: row.document_type,
    compressType: row.compress_type,
    wire: { bytes: row.wire_bytes, sha256: row.wire_sha256 },
    ...contentOf(row),
    ...(row.file_name === null ? {} : { fileName: row.file_name }),
    createdAt: new Date(row.created_at),
    changedAt: new Date(row.changed_at),
    ...handedOverOf(row),
    ...(row.fault_id === null ? {} : { faultId: row.fault_id }),
    ...(row.twin === '' ? {} : { twin: row.twin }),
    ...(row.flow_id === null ? {} : { flowId: row.flow_id }),
    ...lookedOf(row),
    ...savedOf(row),
    ...(row.payload_cleared_at === null ? {} : { clearedAt: new Date(row.payload_cleared_at) }),
  }
}

function contentOf(row: Selectable<DocumentTable>): Pick<StationDocument, 'content'> {
  if (row.content_bytes === null || row.content_sha256 === null) return {}
  return { content: { bytes: row.content_bytes, sha256: row.content_sha256 } }
}

function lookedOf(row: Selectable<DocumentTable>): Pick<StationDocument, 'looked'> {
  if (row.looked_at === null || row.looked_by === null) return {}
  return { looked: { by: row.looked_by, at: new Date(row.looked_at) } }
}

function savedOf(row: Selectable<DocumentTable>): Pick<StationDocument, 'saved'> {
  if (row.saved_at === null || row.saved_by === null) return {}
  return { saved: { by: row.saved_by, at: new Date(row.saved_at) } }
}

function handedOverOf(row: Selectable<DocumentTable>): Pick<StationDocument, 'handedOver'> {
  if (row.handed_over_to === null || row.handed_over_at === null) return {}
  return { handedOver: { to: row.handed_over_to, at: new Date(row.handed_over_at) } }
}
