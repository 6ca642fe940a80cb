import { BlockList, isIP } from 'node:net'
import { bareHost } from '../../../base/host-port.ts'

const inside = new BlockList()
inside.addSubnet('127.0.0.0', 8)
inside.addSubnet('10.0.0.0', 8) // RFC 1918
inside.addSubnet('172.16.0.0', 12)
inside.addSubnet('192.168.0.0', 16)
inside.addSubnet('169.254.0.0', 16) // RFC 3927
inside.addAddress('::1', 'ipv6')
inside.addSubnet('fe80::', 10, 'ipv6') // RFC 4291
inside.addSubnet('fc00::', 7, 'ipv6') // RFC 4193

/**
 * Whether an address is one that no router of the Internet forwards to: loopback, link-local,
 * RFC 1918 or unique local. A name, or nothing, is not.
 */
export function isPrivateAddress(address: string): boolean {
  const bare = bareHost(address).replace(/%.*$/, '')
  const family = isIP(bare)
  return family !== 0 && inside.check(bare, family === 4 ? 'ipv4' : 'ipv6')
}
