/**
 * What is needed to tell of a past day as it was: holds with their ends, days of which a person
 * said that nothing comes, and the settings of flows and calendars by the time of their change.
 */
export const pastDays = `
  CREATE TABLE hold (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason TEXT NOT NULL,
    begun_by TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    until TEXT,
    ended_at TEXT
  ) STRICT;
  CREATE UNIQUE INDEX hold_standing ON hold (subject_kind, subject) WHERE ended_at IS NULL;
  CREATE INDEX hold_subject ON hold (subject_kind, subject, begun_at);
  INSERT INTO hold (subject_kind, subject, reason, begun_by, begun_at, until)
    SELECT 'flow', id, coalesce(hold ->> '$.reason', ''), coalesce(hold ->> '$.by', ''),
           coalesce(hold ->> '$.at', created_at), hold ->> '$.until'
    FROM flow WHERE hold IS NOT NULL;
  ALTER TABLE flow DROP COLUMN hold;

  CREATE TABLE excused_day (
    flow_id TEXT NOT NULL,
    day TEXT NOT NULL,
    reason TEXT NOT NULL,
    excused_by TEXT NOT NULL,
    excused_at TEXT NOT NULL,
    PRIMARY KEY (flow_id, day)
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE flow_revision ADD COLUMN since TEXT NOT NULL DEFAULT '';

  CREATE TABLE calendar_revision (
    name TEXT NOT NULL,
    since TEXT NOT NULL,
    settings TEXT,
    PRIMARY KEY (name, since)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO calendar_revision (name, since, settings)
    SELECT name, '', settings FROM company_calendar;
`
