import { createHash } from 'node:crypto'
import { HikyakuError } from '../../errors/index.ts'
import type { Partner, PartnerSecrets } from '../../domain/partners/index.ts'

/** What a form of the console shows of a partner: all but TLS and plans, versions and suites, or the waiver. */
export type RevisionPart = 'settings' | 'tls' | 'waiver'

const tlsNames: ReadonlySet<string> = new Set(['tlsMin', 'tlsMax', 'tlsSuites', 'tlsGroups'])
/** A waiver is for an address. */
const waiverNames: ReadonlySet<string> = new Set(['tlsWaiver', 'url'])
/** They have routes of their own, and nobody who types into a form replaces them. */
const apart: ReadonlySet<string> = new Set(['tlsWaiver', 'nextClientCertificate'])

/** Whether a setting is of the part. */
const isOf: Readonly<Record<RevisionPart, (name: string) => boolean>> = {
  settings: (name) => !tlsNames.has(name) && !apart.has(name),
  tls: (name) => tlsNames.has(name),
  waiver: (name) => waiverNames.has(name),
}
const revisionDigits = 32

/**
 * Stands for the settings as they are: whoever changes them says which ones were looked at.
 *
 * @param marks of the secrets, where they belong to the part
 */
export function revisionOf(
  partner: Partner,
  part: RevisionPart,
  marks: PartnerSecrets = {},
): string {
  const own = Object.entries(partner).filter(([name]) => isOf[part](name))
  const settings = [...own, ...Object.entries({ marks })].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
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
export function refuseStale(
  partner: Partner,
  part: RevisionPart,
  seen: string | undefined,
  marks?: PartnerSecrets,
): void {
  if (seen === undefined || seen === revisionOf(partner, part, marks)) return
  throw new HikyakuError('partner-changed', { partner: partner.name })
}
