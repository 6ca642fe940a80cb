/**
 * Records of handshakes, faults that are looked after, certificate requests, and an
 * index for each way in which lists are asked for.
 *
 * SQLite picks an index by statistics, and knows none of an empty database. These are of
 * a large one, so that a list is asked of the index that leaves the fewest rows; an index
 * goes on with the columns that lists are filtered by, to spare a look at the row.
 */
export const handshakes = `
  CREATE TABLE handshake (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    form TEXT NOT NULL,
    partner TEXT,
    record BLOB
  ) STRICT;
  CREATE INDEX handshake_partner ON handshake (partner, outcome, at);
  ALTER TABLE attempt ADD COLUMN handshake_id TEXT;

  CREATE TABLE stranger (
    address TEXT NOT NULL,
    cause TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    count INTEGER NOT NULL,
    handshake_id TEXT,
    fault_id TEXT,
    PRIMARY KEY (address, cause)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX stranger_time ON stranger (last_at);

  CREATE TABLE notice (
    key TEXT PRIMARY KEY,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE certificate_request (
    name TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    request_pem TEXT NOT NULL,
    requested_at TEXT NOT NULL
  ) STRICT;

  ALTER TABLE fault ADD COLUMN handshake_id TEXT;
  ALTER TABLE fault ADD COLUMN acknowledged_at TEXT;
  ALTER TABLE fault ADD COLUMN acknowledged_by TEXT;
  ALTER TABLE fault ADD COLUMN acknowledged_comment TEXT;
  CREATE INDEX fault_time ON fault (at, seq);
  CREATE INDEX fault_partner ON fault (partner, at, seq, name, acknowledged_at);
  CREATE INDEX fault_name ON fault (name, at, seq, acknowledged_at);
  CREATE INDEX fault_open ON fault (at, seq, name) WHERE acknowledged_at IS NULL;
  CREATE INDEX fault_exchange ON fault (exchange_id) WHERE exchange_id IS NOT NULL;
  CREATE INDEX fault_attempt ON fault (attempt_id) WHERE attempt_id IS NOT NULL;
  CREATE INDEX fault_document ON fault (document_id) WHERE document_id IS NOT NULL;

  CREATE INDEX document_time ON document (created_at, seq);
  CREATE INDEX document_partner ON document
    (partner, created_at, seq, box, state, document_type);
  CREATE INDEX document_state ON document (state, created_at, seq, box, document_type);
  CREATE INDEX document_type ON document (document_type, created_at, seq);
  CREATE INDEX document_box ON document (box, created_at, seq);
  CREATE INDEX document_message ON document (message_id);

  CREATE INDEX exchange_partner ON exchange (partner, started_at, id, kind, outcome);
  CREATE INDEX exchange_outcome ON exchange (outcome, started_at, id, kind);
  CREATE INDEX exchange_kind ON exchange (kind, started_at, id);

  ANALYZE;
  DELETE FROM sqlite_stat1;
  INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('document', 'document_time', '1000000 2 1'),
    ('document', 'document_partner', '1000000 10000 2 1 1 1 1'),
    ('document', 'document_state', '1000000 30000 2 1 1 1'),
    ('document', 'document_type', '1000000 100000 2 1'),
    ('document', 'document_box', '1000000 300000 2 1'),
    ('document', 'document_queue', '1000000 300000 10000 10000 1'),
    ('document', 'document_message', '1000000 1'),
    ('document', 'sqlite_autoindex_document_1', '1000000 1'),
    ('document', 'sqlite_autoindex_document_2', '1000000 300000 10000 10000 1 1'),
    ('exchange', 'exchange_time', '1000000 2'),
    ('exchange', 'exchange_partner', '1000000 10000 2 1 1 1'),
    ('exchange', 'exchange_outcome', '1000000 30000 2 1 1'),
    ('exchange', 'exchange_kind', '1000000 300000 2 1'),
    ('fault', 'fault_time', '1000000 2 1'),
    ('fault', 'fault_open', '500 2 1 1'),
    ('fault', 'fault_partner', '1000000 10000 2 1 1 1'),
    ('fault', 'fault_name', '1000000 30000 2 1 1');
  ANALYZE sqlite_schema;
`
