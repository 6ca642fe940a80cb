import type { helpSettingsJa } from './help-settings-ja.ts'

/** Help of `settings export`, `settings import` and `settings schema`, in English. */
export const helpSettingsEn: Readonly<Record<keyof typeof helpSettingsJa, string>> = {
  'settings.export':
    'write all settings as YAML (JSON under a name in .json or with --json), without secrets',
  'settings.import':
    'take settings over; shows the difference, changes nothing if anything is wrong',
  'settings.schema': 'write the JSON Schema of the settings file, for editors',
  'option.settings-dry-run': 'only show the difference; change nothing',
  'option.settings-prune': 'remove what the file does not name, of the kinds that it has',
}
