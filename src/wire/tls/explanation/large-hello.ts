import type { Evidence } from './evidence.ts'
import type { Slots } from './explanation.ts'

/** Beyond it a hello comes in two packets on most ways (RFC 879, less what is before it). */
const onePacket = 1400
const postQuantum = /MLKEM|Kyber/i

/** The share of a post-quantum group in our hello; undefined: there is none. */
function newShare({ hello, role }: Evidence): string | undefined {
  return role === 'client' ? hello?.keyShares?.find((name) => postQuantum.test(name)) : undefined
}

/**
 * Whether our hello is one that servers and boxes on the way stumble over that want it in
 * one packet, or that know no shares of today.
 */
export function isLargeHello(evidence: Evidence): boolean {
  return newShare(evidence) !== undefined || (evidence.hello?.bytes ?? 0) > onePacket
}

/** What is to be said of it, as a slot in a summary; of others it is empty. */
export function largeHelloSlots(evidence: Evidence): Slots {
  if (!isLargeHello(evidence)) return { large: '', largeJa: '' }
  const { bytes = 0 } = evidence.hello ?? {}
  const share = newShare(evidence)
  const [en, ja] =
    share === undefined ? ['', ''] : [`, with the key share ${share}`, `、鍵共有 ${share} を含む`]
  return {
    large: ` (the hello has ${bytes} bytes${en}: it may be too large for the server or a device on the way, or the share is not understood)`,
    largeJa: `（Client Hello は ${bytes} バイト${ja}。サーバーや途中の機器には大きすぎるか、鍵共有が理解されていない可能性があります）`,
  }
}
