/** What happens without end is one fault that counts. */
export const repeatedFaults = `
  ALTER TABLE fault ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE fault ADD COLUMN last_at TEXT;
`
