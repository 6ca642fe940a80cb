import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'

import { migrate, schemaVersion } from './migrations.ts'

test('exchanges, handshakes and strangers of an older program keep their order', () => {
  const database = new Sqlite(':memory:')
  const beforeSequences = 12
  migrate(database, beforeSequences)
  database.exec(`
    INSERT INTO exchange (id, partner, kind, started_at, ended_at, outcome, documents, process)
      VALUES ('X-2', 'p', 'send', '2026-04-02', NULL, NULL, 0, 'P-1'),
        ('X-1', 'p', 'send', '2026-04-01', '2026-04-01', 'done', 3, NULL);
    INSERT INTO handshake (id, at, outcome, form) VALUES ('H-9', '1', 'done', 'short'),
      ('H-1', '2', 'done', 'short');
    INSERT INTO stranger (address, cause, first_at, last_at, count)
      VALUES ('b', 'c', '1', '3', 1), ('a', 'c', '1', '4', 1), ('c', 'c', '1', '2', 1)`)
  migrate(database)
  expect(database.pragma('user_version', { simple: true })).toBe(schemaVersion)
  expect(database.prepare('SELECT * FROM exchange ORDER BY seq').all()).toEqual([
    {
      ...{ seq: 1, id: 'X-1', partner: 'p', kind: 'send', started_at: '2026-04-01' },
      ...{ ended_at: '2026-04-01', outcome: 'done', documents: 3, process: null },
    },
    {
      ...{ seq: 2, id: 'X-2', partner: 'p', kind: 'send', started_at: '2026-04-02' },
      ...{ ended_at: null, outcome: null, documents: 0, process: 'P-1' },
    },
  ])
  const order = (sql: string): unknown[] => database.prepare(sql).pluck().all()
  expect(order('SELECT id FROM handshake ORDER BY seq')).toEqual(['H-9', 'H-1'])
  expect(order('SELECT address FROM stranger ORDER BY seq')).toEqual(['c', 'b', 'a'])
  database.close()
})
