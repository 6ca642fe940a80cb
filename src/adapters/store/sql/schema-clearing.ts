/** Documents whose payloads are to be removed, or were a moment ago. */
export interface ClearingTable {
  document_id: string
  marked_at: string
}

/** Under which key a document came whose record is gone. */
export interface MessageKeyTable {
  document_id: string
  box: string
  partner: string
  state: string
  message_id: string
  sender_id: string
  receiver_id: string
  format_type: string
  document_type: string
  compress_type: string
  wire_bytes: number
  wire_sha256: string
  content_bytes: number | null
  content_sha256: string | null
  twin: string
  created_at: string
  changed_at: string
  cleared_at: string
}

/** Up to which entry the audit log was cleared; what counts is sealed beside it. */
export interface AuditStartTable {
  number: number
}
