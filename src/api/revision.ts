import { createHash } from 'node:crypto'
import { HikyakuError } from '../errors/index.ts'
import type { Partner } from '../exchange/index.ts'

/** What a form of the console shows of a partner: all but TLS and plans, or versions and suites. */
export type RevisionPart = 'settings' | 'tls'

const tlsNames: ReadonlySet<string> = new Set(['tlsMin', 'tlsMax', 'tlsSuites'])
/** They have routes of their own, and nobody who types into a form replaces them. */
const apart: ReadonlySet<string> = new Set(['tlsWaiver', 'nextClientCertificate'])
const revisionDigits = 32

/** Stands for the settings as they are: whoever changes them says which ones were looked at. */
export function revisionOf(partner: Partner, part: RevisionPart): string {
  const isWanted = (name: string): boolean =>
    part === 'tls' ? tlsNames.has(name) : !tlsNames.has(name) && !apart.has(name)
  const settings = Object.entries(partner)
    .filter(([name]) => isWanted(name))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify(settings))
    .digest('hex')
    .slice(0, revisionDigits)
}

/**
 * Refuses a change of settings that somebody else changed since they were looked at.
 *
 * @param seen undefined: whatever stands is replaced
 * @throws HikyakuError partner-changed
 */
export function refuseStale(partner: Partner, part: RevisionPart, seen: string | undefined): void {
  if (seen === undefined || seen === revisionOf(partner, part)) return
  throw new HikyakuError('partner-changed', { partner: partner.name })
}
