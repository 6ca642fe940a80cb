import { compactStamp } from '../../base/clock.ts'
import type { RandomText } from '../../base/ids.ts'

/**
 * A new messageId, `yyyymmddhhmmss-<random>@<domain>`, at most 255 bytes.
 *
 * @param domain the sender's URI or id; what cannot stand in a messageId is left out
 */
export function messageId(now: Date, random: RandomText, domain: string): string {
  const safe = domain.replace(/^[a-z]+:\/\//i, '').replaceAll(/[^A-Za-z0-9.-]/g, '')
  return `${compactStamp(now)}-${random(16)}@${safe === '' ? 'hikyaku' : safe.slice(0, 200)}`
}

/** MessageHeader Timestamp: UTC without zone and fraction, as the samples have it. */
export function timestamp(now: Date): string {
  return now.toISOString().slice(0, 19)
}
