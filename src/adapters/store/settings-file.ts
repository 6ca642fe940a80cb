import { readFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { causeParams, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { onceLetGo } from './files/held-file.ts'
import { writtenText } from '../../base/written-text.ts'
import { readSettingsJson } from '../../domain/settings/settings-json.ts'
import { parseSettings, type Settings } from '../../domain/settings/settings.ts'

/** Where the settings of a home lie. */
export function settingsFile(home: string): string {
  return join(home, 'settings.json')
}

/**
 * Reads the settings of a home; the defaults if there is no file yet.
 *
 * @throws HikyakuError setting-unknown, setting-invalid, home-not-writable
 */
export function readSettings(home: string): Settings {
  const text = textOf(home)
  return parseSettings(text === undefined ? {} : readSettingsJson(text, 'settings.json'))
}

/**
 * Replaces the settings file whole: after a crash it is the old one or the new one.
 *
 * @throws HikyakuError home-not-writable, file-held
 */
export async function writeSettings(home: string, settings: Settings): Promise<void> {
  const path = settingsFile(home)
  const draft = `${path}.${process.pid}.part`
  try {
    const file = await open(draft, 'w', 0o600)
    try {
      await file.writeFile(settingsText(settings))
      await file.sync()
    } finally {
      await file.close()
    }
    await onceLetGo(path, () => rename(draft, path))
  } catch (error) {
    await rm(draft, { force: true })
    if (isHikyakuError(error)) throw error
    throw new HikyakuError('home-not-writable', { home, ...causeParams(error) }, { cause: error })
  }
}

/** As they stand in their file. */
export function settingsText(settings: Settings): string {
  return `${JSON.stringify(settings, undefined, 2)}\n`
}

function textOf(home: string): string | undefined {
  try {
    return writtenText(readFileSync(settingsFile(home)))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    const detail = causeParams(error)
    // The rights are wrong, not the settings.
    if (code === 'EACCES' || code === 'EPERM') {
      throw new HikyakuError('home-not-writable', { home, ...detail }, { cause: error })
    }
    throw new HikyakuError(
      'setting-invalid',
      { setting: 'settings.json', ...detail },
      { cause: error },
    )
  }
}
