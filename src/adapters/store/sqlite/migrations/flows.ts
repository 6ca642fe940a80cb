/** Flows, what became of their slots, and the company's calendars. */
export const flows = `
  CREATE TABLE flow (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    partner TEXT NOT NULL,
    direction TEXT NOT NULL,
    format_type TEXT NOT NULL,
    document_type TEXT NOT NULL,
    settings TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    timetable_since TEXT NOT NULL,
    hold TEXT,
    removed_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX flow_name ON flow (name) WHERE removed_at IS NULL;
  CREATE UNIQUE INDEX flow_kind ON flow (partner, direction, format_type, document_type)
    WHERE removed_at IS NULL;

  CREATE TABLE flow_revision (
    flow_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    settings TEXT NOT NULL,
    PRIMARY KEY (flow_id, revision)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE slot (
    flow_id TEXT NOT NULL,
    instant TEXT NOT NULL,
    nominal TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    exchange_id TEXT,
    documents INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    fault_id TEXT,
    next_try_at TEXT,
    PRIMARY KEY (flow_id, instant)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX slot_time ON slot (instant);
  CREATE INDEX slot_open ON slot (state) WHERE state IN ('running', 'waiting-to-retry');

  CREATE TABLE company_calendar (
    name TEXT PRIMARY KEY,
    settings TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`
