import type { settingsJa } from './settings-ja.ts'

/** What `settings export` and `settings import` print, in English. */
export const settingsEn: Readonly<Record<keyof typeof settingsJa, string>> = {
  'settings.exported': 'Exported to {file}, without passwords and private keys.',
  'settings.imported':
    'Imported: {added} added, {changed} changed, {removed} removed, {same} as before.',
  'settings.would':
    'Only tried: {added} to add, {changed} to change, {removed} to remove, {same} as before.',
  'settings.nothing': 'There is nothing to change ({same} as before).',
  'settings.ask': 'Make these changes?',
  'settings.not-done': 'Nothing was changed.',
  'settings.of.settings': 'station settings',
  'settings.of.partners': 'partner',
  'settings.of.calendars': 'calendar',
  'settings.of.flows': 'flow',
  'settings.of.mail': 'mail server',
  'settings.of.alerts': 'alert',
}
