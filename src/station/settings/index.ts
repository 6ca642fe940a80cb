/**
 * Settings of a station as text: read, compared, taken over whole or not at all.
 *
 * @module
 */
export { changeSettings } from './change-settings.ts'
export type { SecretReader } from './given-secrets.ts'
export {
  importSettings,
  itemName,
  planImport,
  type ImportOrder,
  type ImportPlan,
} from './import-settings.ts'
export { exportedText } from './exported-text.ts'
export { readSettingsFile, type ReadText } from './read-settings-file.ts'
export { wholeSettings } from './whole-settings.ts'
