import { HikyakuError } from '../../errors/index.ts'

/** A setting that is not valid, named as in the settings' JSON, with the reason in both languages. */
export function badSetting(setting: string, reason: { en: string; ja: string }): HikyakuError {
  return new HikyakuError('setting-invalid', { setting, detail: reason.en, detailJa: reason.ja })
}
