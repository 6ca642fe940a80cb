/**
 * What a caller is counted by, without its port: an IPv6 caller has 2^64 addresses at
 * hand, so its network counts.
 */
export function networkOf(remote: string): string {
  const address = remote.replace(/^\[(.+)\](:\d+)?$/, '$1').replace(/^([^:]+):\d+$/, '$1')
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/, '')
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':')
  const missing = 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const whole = address.includes('::')
    ? [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail.split(':')]
    : groups
  return `${whole
    .slice(0, 4)
    .map((group) => (group === '' ? '0' : group))
    .join(':')}::/64`
}
