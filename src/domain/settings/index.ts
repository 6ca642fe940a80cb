/**
 * The settings of a station, and the text that holds them with all partners.
 *
 * @module
 */
export { readSettingsText, writeSettingsText, type SettingsText } from './settings-text.ts'
export { parseSettings, type LimitSettings, type Settings } from './settings.ts'
