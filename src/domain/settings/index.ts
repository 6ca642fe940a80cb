/**
 * The settings of a station, and the text that holds them with all that people set.
 *
 * @module
 */
export { differences, itemsOf, type ItemChange, type ValueChange } from './differences.ts'
export { findingAt, isEcho, namesItem, type SettingFinding } from './finding-places.ts'
export { readSettingsText, type ReadSettings } from './read-text.ts'
export { readSettingsJson } from './settings-json.ts'
export type { Given, HeldFlow, SettingsText, WholeSettings } from './settings-text.ts'
export { parseSettings, type Settings } from './settings.ts'
export { sections, single, type SecretReference, type Section } from './text-forms.ts'
export { schemaFile, settingsSchema } from './text-schema.ts'
export { settingsExport, type ItemJson, type WrittenSettings } from './write-text.ts'
export type { TextPlace, TextTrouble, WrittenText } from './written-text.ts'
