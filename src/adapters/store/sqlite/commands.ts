import type { Database, Statement } from 'better-sqlite3'
import type { Commands, ServedAttempt, WaitingKey } from '../../../domain/exchange/index.ts'
import type { KeptHandshake } from '../../../domain/handshakes/index.ts'
import { documentColumns, rowOf } from '../sql/document-row.ts'
import { attemptColumns, attemptRow } from '../sql/exchange-log.ts'
import { packedRecord } from '../sql/handshake-shelf.ts'
import { named } from './database.ts'
import type { GroupCommit } from './group-commit.ts'

/** As in `filedUnder`: the very kind comes before any. */
const flowOfDocument = `(
  SELECT id FROM flow
  WHERE removed_at IS NULL AND partner = @partner AND direction = @direction
    AND ((format_type = @format AND document_type = @type)
         OR (format_type = '' AND document_type = ''))
  ORDER BY document_type = '' LIMIT 1)`

const placesOf = (columns: readonly string[]): string => columns.map((one) => `@${one}`).join(', ')

/** The statements of the commands; `test/stations/hot-plans.test.ts` holds how they are run. */
export const commandTexts = {
  keep: `INSERT INTO document (${documentColumns.join(', ')}, payload_in, flow_id)
    SELECT ${placesOf(documentColumns)}, 'row', ${flowOfDocument}
    WHERE NOT EXISTS (SELECT 1 FROM message_key WHERE box = @box AND partner = @partner
      AND sender_id = @sender_id AND message_id = @message_id AND twin = @twin)
    ON CONFLICT (box, partner, sender_id, message_id, twin) DO NOTHING`,
  payload: 'INSERT INTO payload (seq, bytes) VALUES (?, ?)',
  take: `UPDATE document SET state = 'taken', changed_at = @at
    WHERE box = 'mailbox' AND partner = @partner AND sender_id = @senderId
      AND message_id = @messageId AND twin = '' AND state = 'not-taken'
      AND receiver_id = @receiverId
    RETURNING id`,
  attempt: `INSERT INTO attempt (${attemptColumns.join(', ')}) VALUES (${placesOf(attemptColumns)})`,
  handshake: `INSERT INTO handshake (id, seq, at, outcome, form, partner, record)
    SELECT @id, coalesce(max(seq), 0) + 1, @at, @outcome, @form, @partner, @record FROM handshake
    WHERE true
    ON CONFLICT (id) DO UPDATE SET at = excluded.at, seq = excluded.seq
      WHERE handshake.form = 'short' AND handshake.at < excluded.at`,
} as const

/** The commands of a ledger on SQLite: each statement is prepared once. */
export function sqliteCommands(database: Database, path: string, group: GroupCommit): Commands {
  const prepared = Object.fromEntries(
    Object.entries(commandTexts).map(([name, text]) => [name, database.prepare(text)]),
  ) as Record<keyof typeof commandTexts, Statement>
  const note = ({ attempt, handshake }: ServedAttempt, documentId = attempt.documentId): void => {
    if (handshake !== undefined) prepared.handshake.run(handshakeRow(handshake))
    prepared.attempt.run({ ...attemptRow(attempt), document_id: documentId ?? null })
  }
  const run = <T>(work: () => T): Promise<T> => group.runCommand(() => named(path, work))
  return {
    keepNew: (document, payload, call) => {
      const row = {
        ...rowOf(document),
        direction: document.box === 'inbox' ? 'receive' : 'send',
        format: document.formatType.trim(),
        type: document.documentType.trim(),
      }
      return run(() => {
        const { changes, lastInsertRowid } = prepared.keep.run(row)
        if (changes === 0) return false
        prepared.payload.run(lastInsertRowid, payload)
        note(call)
        return true
      })
    },
    takeWaiting: (key: WaitingKey, at, call) => {
      const row = { ...key, at: at.toISOString() }
      return run(() => {
        const taken = prepared.take.get(row) as { id: string } | undefined
        if (taken === undefined) return false
        note(call, taken.id)
        return true
      })
    },
    note: (call) =>
      run(() => {
        note(call)
      }),
  }
}

function handshakeRow({ record, ...handshake }: KeptHandshake): object {
  return {
    ...handshake,
    partner: handshake.partner ?? null,
    at: handshake.at.toISOString(),
    record: packedRecord(record),
  }
}
