import { defined } from '../../base/defined.ts'
import { alertForm, mailForm } from '../alerts/alert-rule.ts'
import { parsePartner } from '../partners/partner-settings.ts'
import { textOfCalendar } from './calendar-form.ts'
import { settingsForm } from './settings.ts'
import type { HeldFlow, WholeSettings } from './settings-text.ts'
import { itemForms, textForm } from './text-forms.ts'

/** JSON of an item, as it is written. */
export type ItemJson = Readonly<Record<string, unknown>>

/** All settings as they are written: without secrets, each item in its place by name. */
export interface WrittenSettings {
  readonly hikyakuSettings: typeof textForm
  readonly settings: ItemJson
  readonly partners: readonly ItemJson[]
  readonly calendars: readonly ItemJson[]
  readonly flows: readonly ItemJson[]
  readonly mail?: ItemJson
  readonly alerts: readonly ItemJson[]
}

/**
 * The settings as a text holds them. Each goes through its own form, so that its keys have one
 * order and two exports of the same settings are the same text.
 */
export function settingsExport(whole: WholeSettings): WrittenSettings {
  const { settings, partners, calendars, flows, mail, alerts } = whole
  return {
    hikyakuSettings: textForm,
    settings: plain(settingsForm.parse(plain(settings))),
    partners: byName(partners).map((one) => plain(parsePartner(plain(one)))),
    calendars: byName(calendars).map((one) => plain(textOfCalendar(one))),
    flows: flows.toSorted((one, other) => order(one.flow, other.flow)).map(flowJson),
    ...(mail === undefined ? {} : { mail: plain(mailForm.parse(plain(mail))) }),
    alerts: byName(alerts).map((one) => plain(alertForm.parse(plain(one)))),
  }
}

function flowJson({ flow, hold }: HeldFlow): ItemJson {
  return plain({ ...itemForms.flows.parse(plain(flow)), ...defined({ hold }) })
}

interface Named {
  readonly name: string
}

function byName<T extends Named>(items: readonly T[]): readonly T[] {
  return items.toSorted(order)
}

function order(one: Named, other: Named): number {
  return one.name < other.name ? -1 : 1
}

/** As JSON holds it: dates as texts, nothing undefined. */
function plain(value: object): ItemJson {
  return JSON.parse(JSON.stringify(value)) as ItemJson
}
