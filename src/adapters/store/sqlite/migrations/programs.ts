/** Programs that flows start, and since when each is due. */
export const programs = `
  ALTER TABLE flow ADD COLUMN programs_since TEXT;

  CREATE TABLE program_run (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL,
    step TEXT NOT NULL,
    flow_id TEXT NOT NULL,
    exchange_id TEXT,
    state TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    file TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    next_try_at TEXT,
    status INTEGER,
    output TEXT,
    fault_id TEXT,
    process TEXT NOT NULL,
    UNIQUE (subject, step)
  ) STRICT;
  CREATE INDEX program_run_open ON program_run (flow_id, seq)
    WHERE state IN ('due', 'running', 'retry');
  CREATE INDEX program_run_exchange ON program_run (exchange_id) WHERE exchange_id IS NOT NULL;
  CREATE INDEX document_flow_changed ON document (flow_id, changed_at) WHERE flow_id IS NOT NULL;
`
