import { resolve } from 'node:path'

import { HikyakuError, type Language } from '../../errors/index.ts'
import { chooseLanguage, type Environment } from './language.ts'
import { readSettings } from '../../adapters/store/settings-file.ts'
import type { Settings } from '../../domain/settings/settings.ts'

/** What the command line says of the configuration. */
export interface ConfigFlags {
  readonly home?: string
  readonly lang?: string
  /** Folder from which relative paths are read; the process's own by default. */
  readonly directory?: string
}

/** Read once at start, checked and frozen. */
export interface Config {
  /** Absolute path. */
  readonly home: string
  readonly language: Language
  readonly settings: Settings
}

/**
 * Puts together flags, environment and the settings file of the home.
 *
 * @throws HikyakuError argument-invalid, setting-invalid, setting-unknown
 */
export function loadConfig(environment: Environment, flags: ConfigFlags = {}): Config {
  const language = chooseLanguage(environment, flags.lang)
  checkDatabase(environment['HIKYAKU_DATABASE'])
  const named = [flags.home, environment['HIKYAKU_HOME']].find((path) => (path ?? '') !== '')
  const home = resolve(flags.directory ?? '.', named ?? 'hikyaku-home')
  return Object.freeze({ home, language, settings: readSettings(home) })
}

function checkDatabase(database: string | undefined): void {
  if (database === undefined || database === '' || database === 'sqlite') return
  // The value may hold a password, so it is not repeated.
  throw new HikyakuError('setting-invalid', {
    setting: 'HIKYAKU_DATABASE',
    detail: 'this version keeps its data in SQLite only (sqlite, or leave it out)',
    detailJa:
      'このバージョンは SQLite だけに対応しています（sqlite と書くか、指定しないでください）',
  })
}
