import { isHikyakuError } from '../../../errors/index.ts'
import { badArgument } from '../arguments.ts'

/** Options by the settings they give, where the names differ. */
const options: Readonly<Record<string, string>> = {
  url: '--jx-server',
  user: '--user',
  password: '--password-file',
  'user, trust': '--user, --trust',
  subject: '--subject',
  proxy: '--proxy',
  proxyUser: '--proxy-user',
  proxyPassword: '--proxy-password-file',
  tlsMin: '--tls-min',
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
