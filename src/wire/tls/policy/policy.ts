import { isIP } from 'node:net'
import { bareHost } from '../../../base/host-port.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { groupByName, isGroupOf } from '../groups/groups.ts'
import { isDefinedIn, suiteByName, type CipherSuite } from '../suites/suite.ts'
import { tlsVersions, versionLabel, type TlsVersion } from '../versions.ts'
import { initialSuites, legacyEngineSpeaks, runtimeSpeaks } from './initial-suites.ts'
import { isPrivateAddress } from './private-address.ts'
import { unusableParams, whyUnusable, type SuiteUse } from './unusable-suites.ts'
import { checkWaiver as checkDays, hasEnded, localDay, type TlsWaiver } from './waiver.ts'
import type { Weakening } from './weakenings.ts'

/** What a partner's settings say of TLS. */
export interface TlsPolicy {
  /** For messages. */
  readonly name: string
  readonly tlsMin: TlsVersion
  readonly tlsMax: TlsVersion
  /** IANA names in order of preference; absent: the initial list. */
  readonly tlsSuites?: readonly string[]
  /** Groups of the key exchange by the same rule; absent: those of the library. */
  readonly tlsGroups?: readonly string[]
  readonly tlsWaiver?: TlsWaiver
}

/** How a connection to the partner is to be made. */
export interface TlsPlan {
  /** `legacy`: the engine for SSL 3.0 and TLS 1.0, for what the runtime's library lacks. */
  readonly engine: 'runtime' | 'legacy'
  /** Oldest first. */
  readonly versions: readonly TlsVersion[]
  /** What is offered, in order. */
  readonly suites: readonly CipherSuite[]
  /** The same of groups; the first one goes with a key. Absent: as the library offers them. */
  readonly groups?: readonly string[]
  /** Every weakening in use; each is covered by the waiver. */
  readonly weakenings: readonly Weakening[]
}

/**
 * Plans the connections to a partner, and refuses what no waiver covers.
 *
 * @param host `host:port` of the partner's server
 * @throws HikyakuError tls-versions-apart, tls-suites-unusable, tls-groups-unusable,
 * tls-waiver-needed, tls-waiver-ended, tls-waiver-elsewhere
 */
export function planTls(policy: TlsPolicy, host: string, now: Date): TlsPlan {
  const plan = bestPlan(policy)
  const needed = weakeningsOf(plan)
  const missing = needed.filter((one) => !waives(policy.tlsWaiver, one))
  if (missing.length > 0) throw waiverNeeded(policy, host, missing)
  if (needed.length > 0) checkWaiver(policy, host, now)
  if (needed.includes('null-suites') && isAddress(host)) checkUnencrypted(policy, host, host)
  return { ...plan, weakenings: [...needed, ...switchedOn(policy, host, now)] }
}

/**
 * Holds an address that was connected to, or is about to be, against a plan without
 * encryption: that stays within a private network, or in a tunnel that somebody declared.
 *
 * @param address of the server; undefined if it is not known, as behind a proxy
 * @throws HikyakuError tls-null-in-public
 */
export function checkUnencrypted(
  { name, tlsWaiver }: Pick<TlsPolicy, 'name' | 'tlsWaiver'>,
  host: string,
  address: string | undefined,
): void {
  if (tlsWaiver?.tunnel !== undefined) return
  if (address !== undefined && isPrivateAddress(withoutPort(address))) return
  throw new HikyakuError('tls-null-in-public', { partner: name, host, address: address ?? '?' })
}

/**
 * The plan as the policy asks for it. Of the waiver it looks at one thing: suites without
 * encryption are left out unless they have been switched on.
 *
 * @throws HikyakuError tls-versions-apart, tls-suites-unusable, tls-groups-unusable
 */
export function bestPlan(policy: TlsPolicy): Omit<TlsPlan, 'weakenings'> {
  const { listed, ...offer } = plannedOffer(policy)
  if (offer.suites.length > 0) return { ...offer, ...groupsFor(policy, offer) }
  const range = offer.versions.map(versionLabel).join(', ')
  const unusable = unusableParams(listed, useOf(offer))
  throw new HikyakuError('tls-suites-unusable', {
    partner: policy.name,
    versions: range,
    ...unusable,
  })
}

/**
 * The groups of the policy. Each version that is offered needs one: without a group of its
 * own a hello of TLS 1.2 lets the server pick any, and is broken off by ourselves then.
 */
function groupsFor(
  { name, tlsGroups }: TlsPolicy,
  { engine, versions, suites }: Omit<TlsPlan, 'weakenings'>,
): Pick<TlsPlan, 'groups'> {
  // The engine for old versions has no elliptic curves.
  if (tlsGroups === undefined || engine === 'legacy') return {}
  const groups = tlsGroups.map(groupByName).filter((group) => group !== undefined)
  const lacking = versions.filter(
    (version) =>
      suites.some((suite) => isDefinedIn(suite, version) && usesGroups(suite)) &&
      !groups.some((group) => isGroupOf(group, version)),
  )
  if (lacking.length === 0) return { groups: groups.map((group) => group.name) }
  throw new HikyakuError('tls-groups-unusable', {
    partner: name,
    versions: lacking.map(versionLabel).join(', '),
    groups: tlsGroups.join(','),
  })
}

/** By its name TLS 1.3 leaves the key exchange open. */
function usesGroups({ keyExchange, versions }: CipherSuite): boolean {
  return versions.includes('TLSv1.3') || keyExchange.startsWith('ECDH')
}

/**
 * What a policy offers, and that may be nothing.
 *
 * @throws HikyakuError tls-versions-apart
 */
export function plannedOffer(
  policy: TlsPolicy,
): Omit<TlsPlan, 'weakenings'> & { readonly listed: readonly CipherSuite[] } {
  const versions = tlsVersions.slice(
    tlsVersions.indexOf(policy.tlsMin),
    tlsVersions.indexOf(policy.tlsMax) + 1,
  )
  const listed = (policy.tlsSuites ?? initialSuites)
    .map(suiteByName)
    .filter((suite) => suite !== undefined)
  const engine = engineFor(policy, versions, listed)
  const use = useOf({ engine, versions })
  const usable = listed.filter((suite) => whyUnusable(suite, use) === undefined)
  const isNull = ({ strength }: CipherSuite): boolean => strength === 'not-encrypted'
  const withNull = usable.every(isNull) || waives(policy.tlsWaiver, 'null-suites')
  // A list of nothing else stays, to be refused by name.
  const suites = withNull ? usable : usable.filter((suite) => !isNull(suite))
  return { engine, versions, suites, listed }
}

/** Why a suite of the list is left out of what is offered, as a word beside its name. */
export function whyNotOffered(
  plan: Pick<TlsPlan, 'engine' | 'versions'>,
  suite: CipherSuite,
): { readonly ja: string; readonly en: string } | undefined {
  const why = whyUnusable(suite, useOf(plan))
  return why === undefined ? undefined : { ...why, ja: why.ja.replace(/^は ?/, '') }
}

function useOf({ engine, versions }: Pick<TlsPlan, 'engine' | 'versions'>): SuiteUse {
  return { versions, speaks: engine === 'legacy' ? legacyEngineSpeaks : runtimeSpeaks }
}

/** What is weaker than the default in a plan, apart from what a waiver alone switches on. */
export function weakeningsOf({
  versions,
  suites,
}: Pick<TlsPlan, 'versions' | 'suites'>): Weakening[] {
  const strength = (which: CipherSuite['strength']): boolean =>
    suites.some((suite) => suite.strength === which)
  const found: readonly (readonly [Weakening, boolean])[] = [
    ['ssl3', versions.includes('SSLv3')],
    ['tls1.0', versions.includes('TLSv1')],
    ['tls1.1', versions.includes('TLSv1.1')],
    ['weak-suites', strength('broken')],
    ['null-suites', strength('not-encrypted')],
  ]
  return found.filter(([, present]) => present).map(([weakening]) => weakening)
}

/**
 * SSL 3.0 and the suites of its time need the engine of our own. It does not speak
 * TLS 1.1 and later, so one hello cannot offer both worlds.
 */
function engineFor(
  { name, tlsMin, tlsMax, tlsSuites }: TlsPolicy,
  versions: readonly TlsVersion[],
  listed: readonly CipherSuite[],
): TlsPlan['engine'] {
  const old = tlsMax === 'SSLv3' || tlsMax === 'TLSv1'
  if (versions.includes('SSLv3')) {
    if (old) return 'legacy'
    throw new HikyakuError('tls-versions-apart', {
      partner: name,
      min: versionLabel(tlsMin),
      max: versionLabel(tlsMax),
    })
  }
  const lacking = listed.some(
    (suite) =>
      versions.some((version) => isDefinedIn(suite, version)) &&
      !runtimeSpeaks(suite) &&
      legacyEngineSpeaks(suite),
  )
  return old && tlsSuites !== undefined && lacking ? 'legacy' : 'runtime'
}

const standalone: readonly Weakening[] = ['legacy-renegotiation', 'small-keys']

/** What needs no other setting than the waiver; one that does not hold just switches it off. */
function switchedOn({ tlsWaiver }: TlsPolicy, host: string, now: Date): Weakening[] {
  if (tlsWaiver === undefined || tlsWaiver.host !== host || hasEnded(tlsWaiver, now)) return []
  return standalone.filter((one) => tlsWaiver.allow.includes(one))
}

function waives(waiver: TlsWaiver | undefined, weakening: Weakening): boolean {
  return waiver?.allow.includes(weakening) === true
}

/** From `host:port`, or from an address alone. */
function withoutPort(host: string): string {
  return isIP(host) === 0 ? host.replace(/:\d+$/, '') : host
}

function isAddress(host: string): boolean {
  return isIP(bareHost(withoutPort(host))) !== 0
}

function waiverNeeded(
  { name }: TlsPolicy,
  host: string,
  missing: readonly Weakening[],
): HikyakuError {
  return new HikyakuError('tls-waiver-needed', { partner: name, host, what: missing.join(',') })
}

function checkWaiver({ name, tlsWaiver }: TlsPolicy, host: string, now: Date): void {
  if (tlsWaiver === undefined) return
  const { until, by, host: elsewhere } = tlsWaiver
  if (elsewhere !== host) {
    throw new HikyakuError('tls-waiver-elsewhere', { partner: name, host, elsewhere })
  }
  if (hasEnded(tlsWaiver, now)) {
    throw new HikyakuError('tls-waiver-ended', { partner: name, until, by })
  }
  // An import of settings may have brought it: 90 days are the most from any day.
  checkDays({ since: localDay(now), until })
}
