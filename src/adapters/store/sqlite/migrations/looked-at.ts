/**
 * Who looked at a received document first, which slips of an order were answered here, and
 * what a check found in each document. What came before this counts as looked at; the index
 * of slips is made anew, now with the findings.
 */
export const lookedAt = `
  ALTER TABLE document ADD COLUMN looked_at TEXT;
  ALTER TABLE document ADD COLUMN looked_by TEXT;
  UPDATE document SET looked_at = changed_at, looked_by = '' WHERE box = 'inbox';
  CREATE INDEX document_unlooked ON document (box, created_at, seq) WHERE looked_at IS NULL;

  CREATE TABLE answered_slip (
    order_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    document_id TEXT NOT NULL,
    PRIMARY KEY (order_id, place, document_id)
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE slip_document ADD COLUMN errors INTEGER;
  ALTER TABLE slip_document ADD COLUMN warnings INTEGER;
  DELETE FROM slip_goods;
  DELETE FROM slip;
  DELETE FROM slip_document;
`
