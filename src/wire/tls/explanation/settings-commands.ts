import { action, actions, setRange, waive, type Action } from '../action.ts'
import { groupByName, initialGroups, withoutPostQuantum } from '../groups/groups.ts'
import { bestPlan, weakeningsOf, type TlsPolicy } from '../policy/policy.ts'
import { hasEnded } from '../policy/waiver.ts'
import { weakenings, type Weakening } from '../policy/weakenings.ts'
import { isDefinedIn, suiteByName } from '../suites/index.ts'
import { tlsVersions, type TlsVersion } from '../versions.ts'
import { hasSmallKey, hasWeakSignature, isBeyondWaivers } from './causes/certificates.ts'
import type { Evidence } from './evidence.ts'
import type { ActionsFor } from './explanation.ts'

/**
 * Commands that depend on the settings of the call: each is accepted there, one after the
 * other, and changes something. Where none does, there is none.
 */

interface Range {
  readonly tlsMin: TlsVersion
  readonly tlsMax: TlsVersion
}

const standard: Range = { tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' }

/** Back to TLS 1.2 and 1.3. */
export const toStandardRange: ActionsFor = (evidence) => toRange(evidence, standard)

/** The initial list, unless it is the one in use, or leaves nothing with these versions. */
export const toInitialSuites: ActionsFor = (evidence) => {
  const initial = planOf(rangeOf(evidence))
  return initial === undefined || isInitial(evidence) ? [] : [actions.restoreSuites]
}

/** A highest version of TLS 1.2 or 1.3; who allows old ones alone goes back to the standard. */
export function upTo(tlsMax: 'TLSv1.2' | 'TLSv1.3'): ActionsFor {
  return (evidence) => {
    const present = rangeOf(evidence)
    const isOld = atOf(present.tlsMax) < atOf('TLSv1.2')
    const to = { tlsMin: isOld ? 'TLSv1.2' : older(present.tlsMin, tlsMax), tlsMax } as const
    return toVersion(evidence, to, tlsMax)
  }
}

/** A lowest version of TLS 1.2, where TLS 1.3 alone is offered. */
export const downToTls12: ActionsFor = (evidence) => {
  const { tlsMin, tlsMax } = rangeOf(evidence)
  return toVersion(evidence, { tlsMin: older(tlsMin, 'TLSv1.2'), tlsMax }, 'TLSv1.2')
}

/** The range that holds what the server answered with, and the waiver it needs. */
export const toAnswered: ActionsFor = (evidence, { answered }) => {
  const version = tlsVersions.find((one) => one === answered)
  if (version === undefined) return []
  const range = rangeWith(rangeOf(evidence), version)
  return [...allowed(evidence, range, []), ...toRange(evidence, range)]
}

/**
 * The same with a list of its suites, and the way back. What the engine for old versions
 * speaks is broken.
 */
export const toSuitesOfAnswered: ActionsFor = (evidence, { answered }) => {
  const version = tlsVersions.find((one) => one === answered) ?? 'TLSv1'
  const range = rangeWith(rangeOf(evidence), version)
  return [
    ...allowed(evidence, range, atOf(range.tlsMax) > atOf('TLSv1') ? [] : ['weak-suites']),
    ...toRange(evidence, range),
    actions.setSuites,
    ...(planOf(range) === undefined ? [] : [actions.restoreSuites]),
  ]
}

/** SSL 3.0 with nothing beside it. */
export const toSsl3Alone: ActionsFor = (evidence) => {
  const from = rangeOf(evidence)
  const to: Range = { tlsMin: 'SSLv3', tlsMax: 'SSLv3' }
  if (from.tlsMax === to.tlsMax) return []
  return [
    ...allowed(evidence, to, ['weak-suites']),
    action('suites', setRange('{partner}', from, to)),
    // The initial list has none of that version.
    ...(isUsable(evidence, to) ? [] : [actions.setSuites]),
  ]
}

/** TLS 1.0 with broken suites: only the engine for old versions speaks them. */
export const toBrokenSuites: ActionsFor = (evidence) => {
  const { tlsMin, tlsMax } = rangeOf(evidence)
  const range: Range = {
    tlsMin: atOf(tlsMin) < atOf('TLSv1') ? tlsMin : 'TLSv1',
    tlsMax: atOf(tlsMax) < atOf('TLSv1') ? tlsMax : 'TLSv1',
  }
  return [
    ...allowed(evidence, range, ['weak-suites']),
    ...toRange(evidence, range),
    actions.setSuites,
  ]
}

/** The groups of the hello but for those whose keys make it large. */
export const withoutLargeGroups: ActionsFor = ({ hello, versions }) => {
  if (!versions.includes('TLSv1.3')) return []
  const rest = withoutPostQuantum(ownGroups(hello?.groups))
  return rest === undefined ? [] : [setGroups(rest)]
}

/** With the group that the server asked for, where it can be offered; else the initial ones. */
export const withGroupAskedFor: ActionsFor = (evidence) => {
  const groups = ownGroups(evidence.hello?.groups)
  const asked = groupByName(groupAskedFor(evidence) ?? '')
  if (asked !== undefined && !groups.includes(asked.name)) {
    return [setGroups([...groups, asked.name])]
  }
  const lacking = initialGroups.some((name) => !groups.includes(name))
  return groups.length > 0 && evidence.versions.includes('TLSv1.3') && lacking
    ? [actions.restoreGroups]
    : []
}

function groupAskedFor({ keyExchange, last }: Evidence): string | undefined {
  return keyExchange?.group ?? (last?.fact.kind === 'hello-retry-request' ? last.fact.group : '')
}

function setGroups(names: readonly string[]): Action {
  return action('suites', `tls groups {partner} --set ${names.join(',')}`)
}

/** Those of a hello that can be set. */
function ownGroups(names: readonly string[] = []): string[] {
  return names.filter((name) => groupByName(name) !== undefined)
}

/** A waiver that changes nothing else. */
export function allowing(what: Weakening): ActionsFor {
  return (evidence) => allowed(evidence, rangeOf(evidence), [what])
}

/**
 * A waiver for a range and for the present one, where it is given. It takes the place of
 * the waiver of before, so it names what that allows as well.
 */
function allowed(evidence: Evidence, range: Range, more: readonly Weakening[]): Action[] {
  const versions = [...within(rangeOf(evidence)), ...within(range)]
  const keys = needsSmallKeys(evidence) ? (['small-keys'] as const) : []
  const needed = [...weakeningsOf({ versions, suites: offered(evidence) }), ...more, ...keys]
  const present = waived(evidence)
  if (needed.every((one) => present.includes(one))) return []
  const all = weakenings.filter((one) => needed.includes(one) || present.includes(one))
  return [waive(all.join(','))]
}

/** What was shown is refused next, unless that is allowed as well; of some nothing is. */
function needsSmallKeys({ serverChain }: Evidence): boolean {
  const isWeak = serverChain.some((one) => hasSmallKey(one) || hasWeakSignature(one))
  return isWeak && !serverChain.some(isBeyondWaivers)
}

function waived({ waiver, peer, at }: Evidence): readonly Weakening[] {
  return waiver?.host !== peer || hasEnded(waiver, at) ? [] : waiver.allow
}

/** A range that was right already offers a version only with a list that has suites of it. */
function toVersion(evidence: Evidence, to: Range, version: TlsVersion): Action[] {
  const suites = offered(evidence)
  const lacks = suites.length > 0 && !suites.some((suite) => isDefinedIn(suite, version))
  const set = toRange(evidence, to)
  return lacks && !set.includes(actions.restoreSuites) && !isInitial(evidence)
    ? [actions.restoreSuites, ...set]
    : set
}

/** A list of which nothing is left there goes back to the initial one first. */
function toRange(evidence: Evidence, to: Range): Action[] {
  const from = rangeOf(evidence)
  if (from.tlsMin === to.tlsMin && from.tlsMax === to.tlsMax) return []
  const set = action('suites', setRange('{partner}', from, to))
  return isUsable(evidence, to) ? [set] : [actions.restoreSuites, set]
}

function isUsable(evidence: Evidence, range: Range): boolean {
  if (isInitial(evidence)) return planOf(range) !== undefined
  const tlsSuites = offered(evidence).map(({ name }) => name)
  // Without a record nothing is known of the list.
  return tlsSuites.length === 0 || planOf({ ...range, tlsSuites }) !== undefined
}

function isInitial(evidence: Evidence): boolean {
  const [initial, own] = [planOf(rangeOf(evidence))?.suites ?? [], offered(evidence)]
  return (
    own.length > 0 && initial.length === own.length && initial.every((one, at) => one === own[at])
  )
}

function planOf(policy: Omit<TlsPolicy, 'name'>): ReturnType<typeof bestPlan> | undefined {
  try {
    return bestPlan({ name: '', ...policy })
  } catch {
    return undefined
  }
}

function offered({ hello }: Evidence): NonNullable<ReturnType<typeof suiteByName>>[] {
  return (hello?.suites ?? []).map(suiteByName).filter((suite) => suite !== undefined)
}

/** Without a record the settings are not at hand: the standard. */
function rangeOf({ versions }: Evidence): Range {
  const [tlsMin = standard.tlsMin] = versions
  return { tlsMin, tlsMax: versions.at(-1) ?? standard.tlsMax }
}

/** Nothing speaks SSL 3.0 and TLS 1.1 or later in one hello. */
function rangeWith({ tlsMin, tlsMax }: Range, version: TlsVersion): Range {
  if (version === 'SSLv3') return { tlsMin: version, tlsMax: older(tlsMax, 'TLSv1') }
  if (atOf(version) >= atOf('TLSv1.2') && atOf(tlsMax) < atOf('TLSv1.2')) {
    return { tlsMin: 'TLSv1.2', tlsMax: version }
  }
  const newest = older(tlsMax, version) === version ? tlsMax : version
  const oldest = older(tlsMin, version)
  const apart = oldest === 'SSLv3' && atOf(newest) > atOf('TLSv1')
  return { tlsMin: apart ? 'TLSv1' : oldest, tlsMax: newest }
}

function within({ tlsMin, tlsMax }: Range): TlsVersion[] {
  return tlsVersions.slice(atOf(tlsMin), atOf(tlsMax) + 1)
}

function older(one: TlsVersion, other: TlsVersion): TlsVersion {
  return atOf(one) < atOf(other) ? one : other
}

function atOf(version: TlsVersion): number {
  return tlsVersions.indexOf(version)
}
