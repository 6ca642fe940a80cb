/** From when on a flow's deadlines are judged. */
export const expectationsSince = `
  ALTER TABLE flow ADD COLUMN expectations_since TEXT;
`
