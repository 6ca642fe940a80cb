/** What failed with one partner, among the many exchanges with it that did not. */
export const partnerOutcomes = `
  CREATE INDEX exchange_partner_outcome ON exchange (partner, outcome, started_at, id);
  INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('exchange', 'exchange_partner_outcome', '1000000 10000 300 2 1');
  ANALYZE sqlite_schema;
`
