/**
 * A lease is held, and an exchange runs, as long as its process is at work in the home, which
 * no clock and no number of a process says.
 */
export const leasesByPresence = `
  DROP TABLE lease;
  CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    process TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    taken_at TEXT NOT NULL
  ) STRICT;

  ALTER TABLE exchange ADD COLUMN process TEXT;
`
