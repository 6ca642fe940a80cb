/** Who is told of faults, and the messages by which they were. */
export const alerts = `
  CREATE TABLE alert_rule (
    name TEXT PRIMARY KEY,
    settings TEXT NOT NULL,
    since TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE mail_server (
    place INTEGER PRIMARY KEY CHECK (place = 1),
    settings TEXT NOT NULL
  ) STRICT;

  CREATE TABLE alert_item (
    rule TEXT NOT NULL,
    fault_id TEXT NOT NULL,
    due_at TEXT NOT NULL,
    told_by TEXT,
    last_told_at TEXT,
    is_over INTEGER NOT NULL,
    PRIMARY KEY (rule, fault_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alert_item_open ON alert_item (rule, due_at) WHERE is_over = 0;

  CREATE TABLE alert_message (
    id TEXT PRIMARY KEY,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    faults TEXT NOT NULL,
    created_at TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    doubts INTEGER NOT NULL,
    next_try_at TEXT NOT NULL,
    sent_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX alert_message_rule ON alert_message (rule, created_at);
  CREATE INDEX alert_message_time ON alert_message (created_at);
  CREATE INDEX alert_message_open ON alert_message (created_at)
    WHERE state IN ('due', 'begun', 'last-byte');
`
