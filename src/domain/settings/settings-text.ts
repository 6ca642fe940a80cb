import type { CompanyCalendar } from '../flows/ports.ts'
import type { FlowSettings } from '../flows/flow.ts'
import type { Hold } from '../holds/hold.ts'
import type { AlertRule, MailServer } from '../alerts/alert-rule.ts'
import type { Partner } from '../partners/partner.ts'
import type { Settings } from './settings.ts'
import type { SecretReference } from './text-forms.ts'

/** What a text says of an item: the item, and where its secrets are to be read. */
export interface Given<T> {
  readonly item: T
  readonly secrets: Readonly<Record<string, SecretReference>>
}

/** A flow with its hold (保留), as far as people say it. */
export interface HeldFlow {
  readonly flow: FlowSettings
  readonly hold?: Pick<Hold, 'reason' | 'until'>
}

/** All that people set of a station; without secrets. */
export interface WholeSettings {
  readonly settings: Settings
  readonly partners: readonly Partner[]
  readonly calendars: readonly CompanyCalendar[]
  readonly flows: readonly HeldFlow[]
  readonly mail?: MailServer
  readonly alerts: readonly AlertRule[]
}

/** What a text says; of parts that it does not name nothing is said. */
export interface SettingsText {
  readonly settings?: Settings
  readonly partners?: readonly Given<Partner>[]
  readonly calendars?: readonly CompanyCalendar[]
  readonly flows?: readonly HeldFlow[]
  readonly mail?: Given<MailServer>
  readonly alerts?: readonly AlertRule[]
}
