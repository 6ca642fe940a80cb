/**
 * The settings of a station, and the text that holds them with all partners.
 *
 * @module
 */
export { readSettingsText, settingsExport, settingsImport } from './settings-text.ts'
export { parseSettings, type Settings } from './settings.ts'
