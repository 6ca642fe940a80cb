/** Names drawn for files in operators' folders, and faults that stand until they end. */
export const flowFolders = `
  ALTER TABLE promised_file ADD COLUMN how TEXT;

  CREATE TABLE hand_over_name (
    document_id TEXT PRIMARY KEY,
    name TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE serial (
    flow_id TEXT NOT NULL,
    day TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (flow_id, day)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE standing_fault (
    key TEXT PRIMARY KEY,
    fault_id TEXT NOT NULL,
    since TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX document_to_hand_over ON document (flow_id, seq)
    WHERE box = 'inbox' AND handed_over_at IS NULL AND flow_id IS NOT NULL;
  CREATE INDEX document_unfiled ON document (created_at) WHERE flow_id IS NULL;
`
