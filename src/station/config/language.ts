import { HikyakuError, type Language } from '../../errors/index.ts'

/** The variables that are looked at, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The language of texts: the flag, `HIKYAKU_LANG`, then the locale (POSIX order), then what
 * the system is set to, as Windows has no such variables; English for all but Japanese.
 *
 * @throws HikyakuError argument-invalid, setting-invalid
 */
export function chooseLanguage(
  environment: Environment,
  flag?: string,
  system = systemLocale(),
): Language {
  if (flag !== undefined) {
    if (isLanguage(flag)) return flag
    const detail = `--lang ${flag}: ja, en`
    throw new HikyakuError('argument-invalid', { detail })
  }
  const wanted = environment['HIKYAKU_LANG'] ?? ''
  if (isLanguage(wanted)) return wanted
  if (wanted !== '') {
    throw new HikyakuError('setting-invalid', { setting: 'HIKYAKU_LANG', detail: 'ja, en' })
  }
  return languageOfLocale(environment, system)
}

/** The language of the locale alone, for messages about settings that are wrong. */
export function languageOfLocale(environment: Environment, system = systemLocale()): Language {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(
    (value) => value !== undefined && value !== '',
  )
  return (locale ?? system).toLowerCase().startsWith('ja') ? 'ja' : 'en'
}

/** As in `ja-JP`: of the user, where the system knows one. */
function systemLocale(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale
}

function isLanguage(text: string): text is Language {
  return text === 'ja' || text === 'en'
}
