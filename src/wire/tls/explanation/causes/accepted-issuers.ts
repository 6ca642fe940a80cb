import type { Evidence } from '../evidence.ts'
import type { Slots } from '../explanation.ts'
import { shortName } from './certificates.ts'

const mostIssuers = 4

/** In brackets, if the server names any. */
export function acceptedSlots(evidence: Evidence): Slots {
  const { issuers, issuersJa } = issuerSlots(evidence)
  return hasIssuers(evidence)
    ? { accepted: ` (${issuers})`, acceptedJa: `（${issuersJa}）` }
    : { accepted: '' }
}

/** A server that names no CA takes those of any. */
export function issuerSlots(evidence: Evidence): {
  readonly issuers: string
  readonly issuersJa: string
} {
  const issuers = issuersOf(evidence)
  return hasIssuers(evidence)
    ? { issuers, issuersJa: issuers }
    : { issuers: 'any', issuersJa: '指定なし' }
}

function hasIssuers({ request }: Evidence): boolean {
  return request !== undefined && request.issuers.length > 0
}

/** By their short names, as many as can be read. */
export function issuersOf({ request }: Evidence): string {
  const issuers = request?.issuers ?? []
  const names = issuers.slice(0, mostIssuers).map(shortName)
  return [...names, ...(issuers.length > mostIssuers ? ['…'] : [])].join(', ')
}
