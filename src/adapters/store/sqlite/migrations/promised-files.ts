/** What is about to be given to a folder of the operator's is known before it can be seen there. */
export const promisedFiles = `
  CREATE TABLE promised_file (
    document_id TEXT PRIMARY KEY,
    directory TEXT NOT NULL,
    temporary TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    folder TEXT NOT NULL,
    boot TEXT,
    process TEXT NOT NULL,
    at TEXT NOT NULL,
    fault_id TEXT
  ) STRICT, WITHOUT ROWID;
`
