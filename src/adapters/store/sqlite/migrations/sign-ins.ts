/** Failed sign-ins, and browsers in which a user signed in before. */
export const signIns = `
  CREATE TABLE sign_in_failure (
    key TEXT PRIMARY KEY,
    count REAL NOT NULL,
    at TEXT NOT NULL,
    until TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sign_in_failure_time ON sign_in_failure (at);

  CREATE TABLE known_browser (
    token_hash TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    seen_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX known_browser_user ON known_browser (user, seen_at);
`
