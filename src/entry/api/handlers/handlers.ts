import type { Handlers } from '../call.ts'
import type { ApiContext } from '../context.ts'
import { alertHandlers } from './alerts.ts'
import { backupHandlers } from './backup.ts'
import { recoveryHandlers } from './recovery.ts'
import { calendarHandlers } from './calendars.ts'
import { certificateHandlers, certificateRequestHandlers } from './certificates.ts'
import { clearingHandlers } from './clearing.ts'
import { diagnosisHandlers } from './diagnosis.ts'
import { documentHandlers } from './documents.ts'
import { exchangeHandlers } from './exchanges.ts'
import { faultHandlers } from './faults.ts'
import { flowHandlers } from './flows.ts'
import { matchingHandlers } from './matching.ts'
import { partnerHandlers } from './partners.ts'
import { sessionHandlers } from './session.ts'
import { settingsTextHandlers } from './settings-text.ts'
import { slipHandlers } from './slips.ts'
import { stationHandlers } from './station.ts'
import { tlsHandlers } from './tls.ts'
import { userHandlers } from './users.ts'

/** What stands behind the routes, by name. */
export function handlersOf(context: ApiContext): Handlers {
  return {
    ...sessionHandlers(context),
    ...stationHandlers(context),
    ...settingsTextHandlers(context),
    ...userHandlers(context),
    ...documentHandlers(context),
    ...slipHandlers(context),
    ...matchingHandlers(context),
    ...exchangeHandlers(context),
    ...faultHandlers(context),
    ...partnerHandlers(context),
    ...tlsHandlers(context),
    ...diagnosisHandlers(context),
    ...certificateHandlers(context),
    ...certificateRequestHandlers(context),
    ...flowHandlers(context),
    ...alertHandlers(context),
    ...calendarHandlers(context),
    ...backupHandlers(context),
    ...recoveryHandlers(context),
    ...clearingHandlers(context),
  }
}
