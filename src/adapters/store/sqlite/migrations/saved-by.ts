/** Who got the bytes of a received document first, by a download or a command. */
export const savedBy = `
  ALTER TABLE document ADD COLUMN saved_at TEXT;
  ALTER TABLE document ADD COLUMN saved_by TEXT;
`
