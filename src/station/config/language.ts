import { HikyakuError, type Language } from '../../errors/index.ts'

/** The variables that are looked at, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The language of texts: the flag, `HIKYAKU_LANG`, then the locale (POSIX order);
 * English for every locale but a Japanese one.
 *
 * @throws HikyakuError argument-invalid, setting-invalid
 */
export function chooseLanguage(environment: Environment, flag?: string): Language {
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
  return languageOfLocale(environment)
}

/** The language of the locale alone, for messages about settings that are wrong. */
export function languageOfLocale(environment: Environment): Language {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(
    (value) => value !== undefined && value !== '',
  )
  return locale?.toLowerCase().startsWith('ja') === true ? 'ja' : 'en'
}

function isLanguage(text: string): text is Language {
  return text === 'ja' || text === 'en'
}
