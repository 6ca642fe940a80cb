/**
 * Lists by the order in which their rows were written: a clock may have been wrong, and what
 * was written under it must not stand above all that came after. A list of a time still goes
 * by the time. Exchanges get a number for it, as documents and faults have one; handshakes
 * and strangers another one each time they are seen.
 */
export const listsBySequence = `
  CREATE TABLE exchange_by_sequence (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    partner TEXT NOT NULL,
    kind TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    outcome TEXT,
    documents INTEGER NOT NULL,
    process TEXT
  ) STRICT;
  INSERT INTO exchange_by_sequence
    (id, partner, kind, started_at, ended_at, outcome, documents, process)
    SELECT id, partner, kind, started_at, ended_at, outcome, documents, process
    FROM exchange ORDER BY started_at, id;
  DROP TABLE exchange;
  ALTER TABLE exchange_by_sequence RENAME TO exchange;
  CREATE INDEX exchange_open ON exchange (seq) WHERE ended_at IS NULL;
  CREATE INDEX exchange_partner ON exchange (partner, seq, kind, outcome);
  CREATE INDEX exchange_partner_outcome ON exchange (partner, outcome, seq);
  CREATE INDEX exchange_outcome ON exchange (outcome, seq, kind);
  CREATE INDEX exchange_kind ON exchange (kind, seq);
  CREATE INDEX exchange_time ON exchange (started_at, seq);
  CREATE INDEX exchange_partner_time ON exchange (partner, started_at, seq, kind, outcome);

  DROP INDEX document_state;
  DROP INDEX document_type;
  DROP INDEX document_box;
  DROP INDEX document_partner;
  CREATE INDEX document_state ON document (state, seq, box, document_type, partner);
  CREATE INDEX document_type ON document (document_type, seq);
  CREATE INDEX document_box ON document (box, seq);
  CREATE INDEX document_partner ON document (partner, seq, box, state, document_type);
  CREATE INDEX document_partner_time ON document
    (partner, created_at, seq, box, state, document_type);
  CREATE INDEX document_flow_order ON document (flow_id, seq) WHERE flow_id IS NOT NULL;

  DROP INDEX fault_open;
  DROP INDEX fault_partner;
  DROP INDEX fault_name;
  CREATE INDEX fault_open ON fault (seq, name) WHERE acknowledged_at IS NULL;
  CREATE INDEX fault_partner ON fault (partner, seq, name, acknowledged_at);
  CREATE INDEX fault_name ON fault (name, seq, acknowledged_at);
  CREATE INDEX fault_partner_time ON fault (partner, at, seq, name, acknowledged_at);
  CREATE INDEX fault_name_time ON fault (name, at, seq, acknowledged_at);

  ALTER TABLE handshake ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
  UPDATE handshake SET seq = rowid;
  CREATE INDEX handshake_order ON handshake (seq);
  DROP INDEX handshake_partner;
  CREATE INDEX handshake_partner ON handshake (partner, outcome, seq);

  ALTER TABLE stranger ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
  UPDATE stranger SET seq = placed.place FROM
    (SELECT address, cause, row_number() OVER (ORDER BY last_at) AS place FROM stranger) AS placed
    WHERE placed.address = stranger.address AND placed.cause = stranger.cause;
  DROP INDEX stranger_time;
  CREATE INDEX stranger_order ON stranger (seq);

  DELETE FROM sqlite_stat1 WHERE tbl IN ('document', 'exchange', 'fault');
  INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('document', 'document_time', '1000000 2 1'),
    ('document', 'document_partner', '1000000 10000 1 1 1 1'),
    ('document', 'document_partner_time', '1000000 10000 2 1 1 1 1'),
    ('document', 'document_state', '1000000 30000 1 1 1 1'),
    ('document', 'document_type', '1000000 100000 1'),
    ('document', 'document_box', '1000000 300000 1'),
    ('document', 'document_queue', '1000000 300000 10000 10000 1'),
    ('document', 'document_message', '1000000 1'),
    ('document', 'sqlite_autoindex_document_1', '1000000 1'),
    ('document', 'sqlite_autoindex_document_2', '1000000 300000 10000 10000 1 1'),
    ('exchange', 'sqlite_autoindex_exchange_1', '1000000 1'),
    ('exchange', 'exchange_open', '10 1'),
    ('exchange', 'exchange_time', '1000000 2 1'),
    ('exchange', 'exchange_partner', '1000000 10000 1 1 1'),
    ('exchange', 'exchange_partner_time', '1000000 10000 2 1 1 1'),
    ('exchange', 'exchange_partner_outcome', '1000000 10000 300 1'),
    ('exchange', 'exchange_outcome', '1000000 30000 1 1'),
    ('exchange', 'exchange_kind', '1000000 300000 1'),
    ('fault', 'fault_time', '1000000 2 1'),
    ('fault', 'fault_open', '500 1 1'),
    ('fault', 'fault_partner', '1000000 10000 1 1 1'),
    ('fault', 'fault_partner_time', '1000000 10000 2 1 1 1'),
    ('fault', 'fault_name', '1000000 30000 1 1'),
    ('fault', 'fault_name_time', '1000000 30000 2 1 1');
  ANALYZE sqlite_schema;
`
