import { defined } from '../../../base/defined.ts'
import {
  proxyAddress,
  type PartnerSecrets,
  type ServerPartner,
} from '../../../domain/partners/index.ts'
import type { Proxy } from '../../../wire/http/index.ts'

/** The partner's proxy with its login. @throws HikyakuError setting-invalid */
export function proxyOf(partner: ServerPartner, secrets: PartnerSecrets): Proxy | undefined {
  if (partner.proxy === undefined) return undefined
  const { host, port } = proxyAddress(partner.proxy)
  return {
    host,
    port,
    ...defined({ user: partner.proxyUser, password: secrets.proxyPassword }),
  }
}
