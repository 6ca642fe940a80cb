import { defined } from '../../../base/defined.ts'
import { isHikyakuError } from '../../../errors/index.ts'
import { checkSettable } from '../policy/half-set.ts'
import { initialSuites, legacyEngineSpeaks, runtimeSpeaks } from '../policy/initial-suites.ts'
import { bestPlan, planTls, weakeningsOf, type TlsPlan, type TlsPolicy } from '../policy/policy.ts'
import { weakenings, type Weakening } from '../policy/weakenings.ts'
import { isDefinedIn, suiteByName, type CipherSuite } from '../suites/index.ts'
import { tlsVersions, type TlsVersion } from '../versions.ts'

/** A suite that the server takes in one of its versions. */
export interface Taken {
  readonly version: TlsVersion
  readonly suite: CipherSuite
}

/** Settings with which a version and a suite are common. */
export interface Agreement extends Taken {
  readonly policy: TlsPolicy
  /** All that a waiver must allow for it. */
  readonly weakenings: readonly Weakening[]
  /** How many of versions and list differ from the present ones. */
  readonly changes: number
}

/** What a plan and a server have in common. */
export function isCommon(
  plan: Pick<TlsPlan, 'versions' | 'suites'>,
  { version, suite }: Taken,
): boolean {
  return (
    plan.versions.includes(version) && plan.suites.includes(suite) && isDefinedIn(suite, version)
  )
}

/**
 * Every way to agree with a server on a version and a suite that are usable here, the
 * safest and smallest first. The present settings themselves are one, if they agree.
 */
export function agreementsWith(policy: TlsPolicy, taken: readonly Taken[]): Agreement[] {
  const found = taken
    .filter(({ version, suite }) => isDefinedIn(suite, version) && suite.authentication !== 'anon')
    .flatMap((one) =>
      rangesFor(policy, one.version).flatMap((range) =>
        listsFor(policy, one, taken).map((tlsSuites) => ({ ...one, range, tlsSuites })),
      ),
    )
    .map((way) => agreementBy(policy, way))
    .filter((one) => one !== undefined)
  return found.toSorted(compare)
}

interface Way extends Taken {
  readonly range: Range
  readonly tlsSuites: TlsPolicy['tlsSuites']
}

type Range = Pick<TlsPolicy, 'tlsMin' | 'tlsMax'>

/** Up to there the engine for old versions goes, and there the library's good ones begin. */
const [newestOld, oldestModern] = ['TLSv1', 'TLSv1.2'] as const

/**
 * The present range, as far as it must be widened; or the standard one; or the old one.
 * SSL 3.0 goes alone, as it was asked for: Java reads the key exchange by the version of
 * the hello, and one of TLS 1.0 fails there.
 */
function rangesFor({ tlsMin, tlsMax }: TlsPolicy, version: TlsVersion): Range[] {
  const wide = { tlsMin: older(tlsMin, version), tlsMax: newer(tlsMax, version) }
  if (version === 'SSLv3') return [{ tlsMin: version, tlsMax: version }]
  const newest = isModern(tlsMax) ? wide.tlsMax : 'TLSv1.3'
  return isModern(version)
    ? [wide, { tlsMin: oldestModern, tlsMax: newest }]
    : [wide, { tlsMin: older(tlsMin, version), tlsMax: newestOld }]
}

/**
 * The present list, as it is or with the suite; or the initial one. A server that still
 * answers in SSL 3.0 is offered nothing that only later versions define: it may pick it
 * all the same (Algorithm Mismatch).
 */
function listsFor(
  { tlsSuites }: TlsPolicy,
  { version, suite }: Taken,
  taken: readonly Taken[],
): TlsPolicy['tlsSuites'][] {
  const present = tlsSuites ?? initialSuites
  const own = present.includes(suite.name) ? tlsSuites : [...present, suite.name]
  if (!isModern(version) && !runtimeSpeaks(suite)) return [oldList(suite, version, taken)]
  if (version === 'SSLv3') return [oldList(suite, version, taken)]
  // A list that was made for older versions is better given up than made longer.
  const fits = present.map(suiteByName).some((one) => one !== undefined && isGood(one, version))
  return fits ? [own, undefined] : [undefined, own]
}

function isGood(suite: CipherSuite, version: TlsVersion): boolean {
  return isDefinedIn(suite, version) && ['strong', 'weak'].includes(suite.strength)
}

/** All that the engine for old versions speaks and the server takes, the strongest first. */
function oldList(
  { strength }: CipherSuite,
  version: TlsVersion,
  taken: readonly Taken[],
): readonly string[] {
  return taken
    .filter((one) => one.version === version && isDefinedIn(one.suite, version))
    .map(({ suite }) => suite)
    .filter(legacyEngineSpeaks)
    .filter((one) => one.strength !== 'not-encrypted' || one.strength === strength)
    .toSorted(byStrength)
    .map(({ name }) => name)
}

function agreementBy(policy: TlsPolicy, way: Way): Agreement | undefined {
  const { version, suite, range, tlsSuites } = way
  const { tlsSuites: before, ...rest } = policy
  const next: TlsPolicy = { ...rest, ...range, ...defined({ tlsSuites }) }
  const plan = planOf(next, suite.strength === 'not-encrypted')
  if (plan === undefined || !isCommon(plan, way)) return undefined
  const sameRange = policy.tlsMin === range.tlsMin && policy.tlsMax === range.tlsMax
  const sameList = before?.join() === tlsSuites?.join()
  const changes = Number(!sameRange) + Number(!sameList)
  return { version, suite, policy: next, weakenings: weakeningsOf(plan), changes }
}

/** As if a waiver allowed what is needed. */
function planOf(policy: TlsPolicy, withNull: boolean): Omit<TlsPlan, 'weakenings'> | undefined {
  const allow = weakenings.filter((one) => withNull || one !== 'null-suites')
  const tlsWaiver = { allow, host: '', reason: '', by: '', since: '', until: '' }
  try {
    return bestPlan({ ...policy, tlsWaiver })
  } catch {
    return undefined
  }
}

const strengths = ['strong', 'weak', 'broken', 'not-encrypted'] as const

/** For sorting, the strongest first. */
export function byStrength(
  one: Pick<CipherSuite, 'strength'>,
  other: Pick<CipherSuite, 'strength'>,
): number {
  return strengths.indexOf(one.strength) - strengths.indexOf(other.strength)
}

/**
 * What needs no waiver; then what goes on to a newer version by itself as soon as the
 * server does; then what allows the least.
 */
function compare(one: Agreement, other: Agreement): number {
  return (
    Number(one.weakenings.length > 0) - Number(other.weakenings.length > 0) ||
    Number(isModern(other.policy.tlsMax)) - Number(isModern(one.policy.tlsMax)) ||
    one.weakenings.length - other.weakenings.length ||
    byStrength(one.suite, other.suite) ||
    one.changes - other.changes ||
    tlsVersions.indexOf(other.version) - tlsVersions.indexOf(one.version)
  )
}

/** Of what a report says of a server. */
export function takenBy(
  suites: readonly {
    readonly version: TlsVersion
    readonly suites: readonly { readonly name: string }[]
  }[],
): Taken[] {
  return suites.flatMap(({ version, suites: list }) =>
    list.flatMap(({ name }) => {
      const suite = suiteByName(name)
      return suite === undefined ? [] : [{ version, suite }]
    }),
  )
}

/** Whether settings are allowed as they stand, with the waiver that is in them. */
export function isAllowed(policy: TlsPolicy, target: string, now: Date): boolean {
  return isAccepted(() => planTls(policy, target, now))
}

/** Whether they can be set at least, on the way to others. */
export function isSettable(policy: TlsPolicy, target: string, now: Date): boolean {
  return isAccepted(() => checkSettable(policy, target, now))
}

function isAccepted(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch (error) {
    if (isHikyakuError(error)) return false
    throw error
  }
}

export function isModern(version: TlsVersion): boolean {
  return tlsVersions.indexOf(version) >= tlsVersions.indexOf(oldestModern)
}

function older(one: TlsVersion, other: TlsVersion): TlsVersion {
  return tlsVersions.indexOf(one) < tlsVersions.indexOf(other) ? one : other
}

function newer(one: TlsVersion, other: TlsVersion): TlsVersion {
  return older(one, other) === one ? other : one
}
