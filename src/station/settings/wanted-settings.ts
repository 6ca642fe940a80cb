import { defined } from '../../base/defined.ts'
import type { SettingsText, WholeSettings } from '../../domain/settings/index.ts'

interface Named {
  readonly name: string
}

/**
 * The settings as they would stand after an import: what the text names as it says, the rest as
 * it was; with `prune`, of the parts that the text has nothing but what it names.
 */
export function wantedSettings(
  before: WholeSettings,
  text: SettingsText,
  prune: boolean,
): WholeSettings {
  const joined = <T>(was: readonly T[], is: readonly T[] | undefined, named: (one: T) => Named) => {
    if (is === undefined) return was
    const names = new Set(is.map((one) => named(one).name))
    return [...(prune ? [] : was.filter((one) => !names.has(named(one).name))), ...is]
  }
  const itself = <T>(one: T): T => one
  const mail = text.mail?.item ?? before.mail
  return {
    settings: text.settings ?? before.settings,
    partners: joined(
      before.partners,
      text.partners?.map(({ item }) => item),
      itself,
    ),
    calendars: joined(before.calendars, text.calendars, itself),
    flows: joined(before.flows, text.flows, ({ flow }) => flow),
    ...defined({ mail }),
    alerts: joined(before.alerts, text.alerts, itself),
  }
}
