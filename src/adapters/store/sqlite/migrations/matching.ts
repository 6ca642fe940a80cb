/**
 * What slips are matched by, stage by stage: the day by which they belong to a closing, what
 * they correct, rows of invoices and payments, lines. The index is made anew with it, from
 * the payloads that are still there; slips whose payload was cleared stay as they are known.
 * What people say of differences is theirs, and no part of the index.
 */
export const matching = `
  ALTER TABLE slip ADD COLUMN day TEXT;
  ALTER TABLE slip ADD COLUMN origin_key TEXT;
  ALTER TABLE slip ADD COLUMN lines_key TEXT;
  CREATE INDEX slip_matching ON slip (partner, kind, day);
  CREATE INDEX slip_origin ON slip (partner, origin_key) WHERE origin_key IS NOT NULL;

  CREATE TABLE slip_lines (
    slip_seq INTEGER PRIMARY KEY,
    lines TEXT NOT NULL
  ) STRICT;

  CREATE TABLE slip_paid (
    slip_seq INTEGER PRIMARY KEY,
    partner TEXT NOT NULL,
    kind TEXT NOT NULL,
    payee TEXT NOT NULL,
    seller TEXT NOT NULL,
    closed_on TEXT,
    paid_on TEXT,
    pay_code TEXT NOT NULL,
    detail_code TEXT NOT NULL,
    detail_name TEXT NOT NULL,
    result TEXT,
    requested INTEGER
  ) STRICT;
  CREATE INDEX slip_paid_closing ON slip_paid (partner, kind, closed_on);

  CREATE TABLE settlement (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    partner TEXT NOT NULL,
    slip_key TEXT NOT NULL,
    number TEXT NOT NULL,
    deed TEXT NOT NULL,
    comment TEXT NOT NULL,
    seen TEXT NOT NULL,
    settled_by TEXT NOT NULL,
    settled_at TEXT NOT NULL,
    ended_by TEXT,
    ended_at TEXT
  ) STRICT;
  CREATE INDEX settlement_partner ON settlement (partner, seq);
  CREATE UNIQUE INDEX settlement_standing ON settlement (partner, slip_key)
    WHERE ended_at IS NULL;

  DELETE FROM slip_goods WHERE slip_seq IN (SELECT s.seq FROM slip s
    JOIN document d ON d.id = s.document_id WHERE d.payload_cleared_at IS NULL);
  DELETE FROM slip WHERE document_id IN
    (SELECT id FROM document WHERE payload_cleared_at IS NULL);
  DELETE FROM slip_document WHERE document_id IN
    (SELECT id FROM document WHERE payload_cleared_at IS NULL);
  UPDATE slip SET day = delivery_date;

  INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('slip', 'slip_matching', '1000000 20000 4000 50'),
    ('slip_paid', 'slip_paid_closing', '300000 10000 5000 500');
  ANALYZE sqlite_schema;
`
