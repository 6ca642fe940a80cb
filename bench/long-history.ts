import Sqlite from 'better-sqlite3'

import { createStationHome, openStation } from '../src/station/index.ts'
import { retailer, supplier } from '../test/support/exchange-context.ts'

/** Partners of a long history; the last one exchanged only in its first hours. */
const partnerNames = Array.from({ length: 40 }, (_, at) => `partner-${at}`)
export const rarePartner = 'partner-39'

/**
 * Makes the home of a station that has exchanged for two years: so many documents up to
 * now, an exchange for every third, a fault for every twentieth. Without payloads.
 */
export async function makeHistory(home: string, documents: number, end: Date): Promise<void> {
  await createStationHome(home)
  const station = await openStation({ home })
  for (const [at, name] of partnerNames.entries()) {
    const base = at % 4 === 0 ? { ...supplier, user: name } : retailer
    await station.ledger.partners.add({ ...base, name }, {})
  }
  await station.close()
  const database = new Sqlite(`${home}/hikyaku.db`)
  // Only while it is filled: a home that is lost meanwhile is made again.
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -200000')
  for (const fill of [documentsSql, exchangesSql, faultsSql]) {
    database.prepare(fill).run({ documents, end: end.getTime() / 1000 })
  }
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

/** Row numbers from 0, each with its moment; the newest is now, the oldest two years old. */
const moments = `WITH RECURSIVE
  row (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM row WHERE n + 1 < @documents),
  moment (n, partner, at) AS (SELECT n,
    CASE WHEN n < 3 THEN 'partner-39' ELSE 'partner-' || (n * 7919 % 39) END,
    strftime('%Y-%m-%dT%H:%M:%fZ', @end - 63072000.0 * (@documents - 1 - n) / @documents,
      'unixepoch') FROM row)`

/** All were taken, received or delivered, but for the newest two hundred. */
const documentsSql = `${moments}, boxed AS (SELECT *,
    CASE WHEN n % 10 < 6 THEN 'inbox' WHEN n % 10 < 9 THEN 'outbox' ELSE 'mailbox' END AS box,
    n + 200 >= @documents AS fresh FROM moment)
  INSERT INTO document (id, box, partner, state, message_id, sender_id, receiver_id, format_type,
    document_type, compress_type, wire_bytes, wire_sha256, content_bytes, content_sha256,
    created_at, changed_at, handed_over_to, handed_over_at, payload_in)
  SELECT 'D-' || substr(at, 3, 2) || substr(at, 6, 2) || substr(at, 9, 2) || '-' ||
      printf('%012d', n), box, partner,
    CASE box WHEN 'inbox' THEN iif(n % 5000 = 0, 'quarantined', 'received')
      WHEN 'outbox' THEN iif(fresh, 'waiting', 'delivered')
      ELSE iif(fresh, 'not-taken', 'taken') END,
    'm' || n || '@edi.example', '4900000000019', '4500000000011', 'SecondGenEDI',
    CASE n % 7 WHEN 0 THEN 'Invoice' WHEN 1 THEN 'Shipment Notification' WHEN 2 THEN 'Receipt'
      ELSE 'Order' END,
    '', 5000 + n % 997, printf('%064x', n), 5000 + n % 997, printf('%064x', n), at, at,
    iif(box = 'inbox' AND NOT fresh, '/srv/edi/in/' || n, NULL),
    iif(box = 'inbox' AND NOT fresh, at, NULL), 'row' FROM boxed`

const exchangesSql = `${moments}
  INSERT INTO exchange (id, partner, kind, started_at, ended_at, outcome, documents)
  SELECT printf('X-%012d', n), partner,
    CASE n % 9 WHEN 0 THEN 'send' WHEN 3 THEN 'receive' ELSE 'serve' END, at, at,
    CASE WHEN n % 600 = 0 THEN 'failed' WHEN n % 300 = 0 THEN 'warning' ELSE 'done' END, 3
  FROM moment WHERE n % 3 = 0`

const faultsSql = `${moments}
  INSERT INTO fault (id, name, params, at, partner, exchange_id, document_id, acknowledged_at,
    acknowledged_by)
  SELECT printf('F-%012d', n),
    CASE n % 60 WHEN 0 THEN 'connection-refused' WHEN 20 THEN 'answer-stalled'
      ELSE 'name-not-found' END,
    json_object('partner', partner, 'host', 'edi.example'), at, partner, NULL, NULL,
    iif(n + 400 >= @documents, NULL, at), iif(n + 400 >= @documents, NULL, 'sato')
  FROM moment WHERE n % 20 = 0`
