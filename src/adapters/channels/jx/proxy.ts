import { HikyakuError } from '../../../errors/index.ts'
import type { PartnerSecrets, ServerPartner } from '../../../domain/partners/index.ts'
import type { Proxy } from '../../../wire/http/index.ts'

/** The partner's proxy with its login. @throws HikyakuError setting-invalid */
export function proxyOf(partner: ServerPartner, secrets: PartnerSecrets): Proxy | undefined {
  if (partner.proxy === undefined) return undefined
  const url = URL.parse(partner.proxy)
  if (url?.protocol !== 'http:') {
    throw new HikyakuError('setting-invalid', { setting: 'proxy', detail: 'http://host:port' })
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 80 : Number(url.port),
    ...(partner.proxyUser === undefined ? {} : { user: partner.proxyUser }),
    ...(secrets.proxyPassword === undefined ? {} : { password: secrets.proxyPassword }),
  }
}
