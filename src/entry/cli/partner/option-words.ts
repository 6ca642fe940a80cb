import { isHikyakuError } from '../../../errors/index.ts'
import { secretNames } from '../../../domain/partners/partner.ts'
import { badArgument } from '../arguments.ts'
import { flagOf, partnerSettings, secretFlagOf } from './setting-options.ts'

/** Options by what they give, as a fault names it. */
const options: Readonly<Record<string, string>> = {
  ...Object.fromEntries(partnerSettings.map((setting) => [setting, flagOf(setting)])),
  ...Object.fromEntries(secretNames.map((secret) => [secret, secretFlagOf(secret)])),
  'user, trust': '--user, --trust',
  'nextClientCertificate.from': '--from-date',
}

/** Does it; a setting that is wrong is named as the option that was typed. */
export async function inOptionWords<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isHikyakuError(error) || error.fault !== 'setting-invalid') throw error
    const { setting = '', detail = '', detailJa = detail } = error.params
    const option = options[setting]
    if (option === undefined) throw error
    throw badArgument(option, { en: String(detail), ja: String(detailJa) })
  }
}
