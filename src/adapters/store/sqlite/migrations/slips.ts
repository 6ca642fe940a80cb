/**
 * The index of slips: one row a document, one a slip, one a code of goods in a slip. All of
 * it can be made anew from the payloads.
 */
export const slips = `
  CREATE TABLE slip_document (
    document_seq INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL UNIQUE,
    kind TEXT,
    slips INTEGER NOT NULL,
    stores INTEGER NOT NULL,
    amount INTEGER,
    first_number TEXT,
    delivery_from TEXT,
    delivery_to TEXT
  ) STRICT;

  CREATE TABLE slip (
    seq INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL,
    place INTEGER NOT NULL,
    box TEXT NOT NULL,
    partner TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    number_key TEXT NOT NULL,
    buyer TEXT NOT NULL,
    store_code TEXT NOT NULL,
    store_name TEXT NOT NULL,
    order_date TEXT,
    delivery_date TEXT,
    date TEXT,
    amount INTEGER,
    tax INTEGER,
    lines INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX slip_document_place ON slip (document_id, place);
  CREATE INDEX slip_number ON slip (number_key, seq);
  CREATE INDEX slip_store ON slip (store_code, delivery_date, seq);
  CREATE INDEX slip_delivery ON slip (delivery_date, seq, partner, kind);
  CREATE INDEX slip_date ON slip (date, seq, partner, kind);
  CREATE INDEX slip_amount ON slip (amount, seq);

  CREATE TABLE slip_goods (
    code TEXT NOT NULL,
    slip_seq INTEGER NOT NULL,
    PRIMARY KEY (code, slip_seq)
  ) STRICT, WITHOUT ROWID;

  INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('slip', 'slip_document_place', '1000000 100 1'),
    ('slip', 'slip_number', '1000000 3 1'),
    ('slip', 'slip_store', '1000000 5000 40 1'),
    ('slip', 'slip_delivery', '1000000 2000 1 1 1'),
    ('slip', 'slip_date', '1000000 2000 1 1 1'),
    ('slip', 'slip_amount', '1000000 50 1'),
    ('slip_goods', 'slip_goods', '5000000 1000 1');
  ANALYZE sqlite_schema;
`
