/**
 * Small payloads stand in rows, and are durable by the commit of their document. Those of
 * before stay in their files: only of these a folder of payloads that is gone is missed.
 */
export const payloadRows = `
  ALTER TABLE document ADD COLUMN payload_in TEXT NOT NULL DEFAULT 'file';
  CREATE TABLE payload (
    seq INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX document_in_file ON document (seq)
    WHERE payload_in = 'file' AND payload_cleared_at IS NULL;
  CREATE INDEX document_to_give ON document (partner, seq)
    WHERE box = 'inbox' AND handed_over_at IS NULL;
  INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('document', 'document_in_file', '1000 1'),
    ('document', 'document_to_give', '1000 30 1');
  ANALYZE sqlite_schema;
`
