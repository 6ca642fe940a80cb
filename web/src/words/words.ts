import { advisoryWords } from './advisories.ts'
import { alertWords } from './alerts.ts'
import { answerWords } from './answer.ts'
import { auditWords } from './audit.ts'
import { boardWords } from './board.ts'
import { calendarWords } from './calendars.ts'
import { callerWords } from './callers.ts'
import { endWords } from './ends.ts'
import { certificateWords } from './certificates.ts'
import { clearingWords } from './clearing.ts'
import { commonWords } from './common.ts'
import { documentWords } from './documents.ts'
import { faultWords } from './faults.ts'
import { flowWords } from './flows.ts'
import { homeWords } from './home.ts'
import { matchingWords } from './matching.ts'
import { newerWords } from './newer.ts'
import { partnerWords } from './partners.ts'
import { placeWords } from './places.ts'
import { slipItemWords } from './slip-items.ts'
import { slipWords } from './slips.ts'
import { stationWords } from './station.ts'
import { tlsWords } from './tls.ts'

/** Every text of the console: key → [日本語, English]. */
export const words = {
  ...commonWords,
  ...homeWords,
  ...documentWords,
  ...faultWords,
  ...partnerWords,
  ...tlsWords,
  ...advisoryWords,
  ...placeWords,
  ...newerWords,
  ...callerWords,
  ...certificateWords,
  ...endWords,
  ...stationWords,
  ...auditWords,
  ...boardWords,
  ...flowWords,
  ...calendarWords,
  ...alertWords,
  ...slipWords,
  ...slipItemWords,
  ...answerWords,
  ...matchingWords,
  ...clearingWords,
} as const satisfies Readonly<Record<string, readonly [ja: string, en: string]>>

export type WordKey = keyof typeof words
