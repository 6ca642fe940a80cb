import { hostPort } from '../../base/host-port.ts'
import { serverAddress, type Endpoint } from './addresses.ts'
import type { ServerPartner } from './partner.ts'

/**
 * Where a partner's JX server is.
 *
 * @throws HikyakuError setting-invalid
 */
export function endpointOf(partner: ServerPartner): Endpoint {
  return serverAddress(partner.url)
}

/** `host:port`, as messages and waivers have it. */
export function addressOf({ host, port }: Pick<Endpoint, 'host' | 'port'>): string {
  return hostPort(host, port)
}
