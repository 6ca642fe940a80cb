/**
 * What was cleared (整理): a document whose payload went stands with the day; one whose record
 * went leaves the key under which it came, so that it is not taken a second time. Entries of
 * the audit log may go from its beginning up to the one that the station sealed as its start.
 */
export const clearing = `
  ALTER TABLE document ADD COLUMN payload_cleared_at TEXT;
  CREATE INDEX document_with_payload ON document (changed_at, seq)
    WHERE payload_cleared_at IS NULL;
  CREATE INDEX document_without_payload ON document (changed_at, seq)
    WHERE payload_cleared_at IS NOT NULL;

  CREATE TABLE clearing (
    document_id TEXT PRIMARY KEY,
    marked_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE message_key (
    document_id TEXT PRIMARY KEY,
    box TEXT NOT NULL,
    partner TEXT NOT NULL,
    state TEXT NOT NULL,
    message_id TEXT NOT NULL,
    sender_id TEXT NOT NULL,
    receiver_id TEXT NOT NULL,
    format_type TEXT NOT NULL,
    document_type TEXT NOT NULL,
    compress_type TEXT NOT NULL,
    wire_bytes INTEGER NOT NULL,
    wire_sha256 TEXT NOT NULL,
    content_bytes INTEGER,
    content_sha256 TEXT,
    twin TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    cleared_at TEXT NOT NULL,
    UNIQUE (box, partner, sender_id, message_id, twin)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX message_key_age ON message_key (changed_at);

  CREATE TABLE audit_start (
    number INTEGER NOT NULL
  ) STRICT;
  DROP TRIGGER audit_is_kept;
  CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
    WHEN OLD.number > coalesce((SELECT max(number) FROM audit_start), 0)
    BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END;

  CREATE INDEX program_run_output ON program_run (ended_at) WHERE output IS NOT NULL;
`
