/** Files that were picked up from operators' folders, and where each lies. */
export const pickedFiles = `
  CREATE TABLE picked_file (
    document_id TEXT PRIMARY KEY,
    flow_id TEXT NOT NULL,
    folder TEXT NOT NULL,
    place TEXT NOT NULL,
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    changed_at REAL NOT NULL,
    file_id TEXT NOT NULL,
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX picked_file_open ON picked_file (flow_id, document_id)
    WHERE state IN ('kept', 'waiting');
`
