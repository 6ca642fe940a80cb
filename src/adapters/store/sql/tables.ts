import type { Kysely } from 'kysely'
import type { Tables } from '../../../domain/exchange/index.ts'
import type { Presence } from '../files/presence.ts'
import { alertShelf } from './alert-shelf.ts'
import { auditLog } from './audit-log.ts'
import { browserShelf } from './browser-shelf.ts'
import { calendarBook } from './calendar-book.ts'
import { certificateRows, requestRows } from './certificate-rows.ts'
import { clearingShelf } from './clearing-shelf.ts'
import { documentShelf } from './document-shelf.ts'
import { exchangeLog } from './exchange-log.ts'
import { failureShelf } from './failure-shelf.ts'
import { faultLog } from './fault-log.ts'
import { flowBook } from './flow-book.ts'
import { handOverNames } from './hand-over-names.ts'
import { excusedDays } from './excused-days.ts'
import { handshakeShelf } from './handshake-shelf.ts'
import { holdBook } from './hold-book.ts'
import { keyedShelf } from './keyed-shelf.ts'
import { matchingShelf } from './matching-shelf.ts'
import { noticeLog } from './notice-log.ts'
import { payloadShelf } from './payload-shelf.ts'
import { partnerBook } from './partner-book.ts'
import { pickedFiles } from './picked-files.ts'
import { programShelf } from './program-shelf.ts'
import { promiseShelf } from './promise-shelf.ts'
import type { Schema } from './schema.ts'
import type { Sealing } from './sealing.ts'
import { slotLog } from './slot-log.ts'
import { slipShelf } from './slip-shelf.ts'
import { standingShelf } from './standing-shelf.ts'
import { strangerLog } from './stranger-log.ts'
import { sessionShelf } from './session-shelf.ts'
import { tokenShelf } from './token-shelf.ts'
import { userShelf } from './user-shelf.ts'

/** All tables of a station over one connection; `presence` is who begins exchanges here. */
export function tablesOn(db: Kysely<Schema>, sealing: Sealing, presence: Presence): Tables {
  return {
    documents: documentShelf(db),
    payloads: payloadShelf(db),
    exchanges: exchangeLog(db, presence),
    faults: faultLog(db),
    partners: partnerBook(db, sealing),
    certificates: keyedShelf(db, sealing, certificateRows),
    certificateRequests: keyedShelf(db, sealing, requestRows),
    handshakes: handshakeShelf(db),
    strangers: strangerLog(db),
    notices: noticeLog(db),
    slips: slipShelf(db),
    matching: matchingShelf(db),
    promises: promiseShelf(db, presence),
    standing: standingShelf(db),
    users: userShelf(db),
    sessions: sessionShelf(db),
    browsers: browserShelf(db),
    failures: failureShelf(db),
    tokens: tokenShelf(db),
    audit: auditLog(db, sealing),
    flows: flowBook(db, sealing),
    holds: holdBook(db),
    excusedDays: excusedDays(db),
    slots: slotLog(db),
    calendars: calendarBook(db),
    handOverNames: handOverNames(db),
    pickedFiles: pickedFiles(db),
    programRuns: programShelf(db, presence),
    alerts: alertShelf(db, sealing),
    clearing: clearingShelf(db),
  }
}
