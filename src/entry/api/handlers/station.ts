import { noteFirst, type AuditNote } from '../../../domain/accounts/index.ts'
import { changeSettings } from '../../../station/settings/index.ts'
import { parseSettings } from '../../../domain/settings/index.ts'
import { readSettings } from '../../../adapters/store/index.ts'
import { practicePartnerName } from '../../../practice/index.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { openApiDocument } from '../open-api.ts'
import { defined } from '../../../base/defined.ts'
import type { practiceRoutes } from '../routes/practice.ts'
import type { stationRoutes } from '../routes/station.ts'
import { overviewOf } from './overview.ts'

type Names =
  | keyof typeof practiceRoutes
  | Exclude<
      keyof typeof stationRoutes,
      | 'station.recover'
      | `settings.${'export' | 'import' | 'text' | 'schema' | 'plan' | 'apply'}`
      | `${'users' | 'audit' | 'backup'}.${string}`
    >

/** The station itself: today, settings, the practice retailer, this API. */
export function stationHandlers(context: ApiContext): Handlers<Names> {
  const { station, practice } = context
  return {
    'overview.show': () => overviewOf(context),
    'settings.show': () => Promise.resolve(readSettings(station.home)),
    'settings.change': ({ body, requester }) => {
      const { limits, clearing, watchers, ...rest } = body
      const settings = parseSettings({
        ...defined(rest),
        limits: defined(limits),
        ...(clearing === undefined ? {} : { clearing: defined(clearing) }),
        ...(watchers === undefined ? {} : { watchers: defined(watchers) }),
      })
      return changeSettings(station, signedIn(requester).actor, settings)
    },
    'api.describe': () => Promise.resolve(openApiDocument()),
    'practice.show': () => practice.state(),
    'practice.start': async ({ body: { orders }, requester }) => {
      const note: AuditNote = {
        action: 'practice.start',
        subject: practicePartnerName,
        detail: { orders },
      }
      await noteFirst(station, signedIn(requester).actor, note)
      return practice.start(orders)
    },
    'practice.stop': async ({ requester }) => {
      if (!(await practice.state()).running) return undefined
      const note: AuditNote = { action: 'practice.stop', subject: practicePartnerName }
      await noteFirst(station, signedIn(requester).actor, note)
      await practice.stop()
      return undefined
    },
  }
}
