import { readSettings, writeSettings } from '../../adapters/store/index.ts'
import { noteFirst, type Actor } from '../../domain/accounts/index.ts'
import { changesBetween } from '../../domain/accounts/changes.ts'
import type { AdministrationContext } from '../../domain/partners/partners.ts'
import type { Settings } from '../../domain/settings/index.ts'

/** What administration needs to change the settings file of a home. */
export interface StationHome extends AdministrationContext {
  readonly home: string
}

/**
 * Replaces the settings of the station; they take effect when it starts again.
 *
 * @throws HikyakuError setting-invalid, setting-unknown, home-not-writable
 */
export async function changeSettings(
  station: StationHome,
  actor: Actor,
  settings: Settings,
): Promise<Settings> {
  await notedSettings(station, actor, settings, () => writeSettings(station.home, settings))
  return settings
}

/**
 * Changes the settings file. It is no part of the database: its entry is written before
 * it, and another one after it if it could not be changed.
 */
export async function notedSettings<T>(
  station: StationHome,
  actor: Actor,
  settings: Settings,
  change: () => Promise<T>,
): Promise<T> {
  const detail = changesBetween(readSettings(station.home), settings)
  if (Object.keys(detail).length === 0) return change()
  const subject = 'settings'
  await noteFirst(station, actor, { action: 'settings.change', subject, detail })
  try {
    return await change()
  } catch (error) {
    await noteFirst(station, actor, { action: 'settings.unchanged', subject })
    throw error
  }
}
