import { defined } from '../../../base/defined.ts'
import { isHikyakuError, type HikyakuError } from '../../../errors/index.ts'
import { describeCertificate, describeChain } from '../certificate-facts.ts'
import { suiteByName } from '../suites/index.ts'
import { planTls, type TlsPlan } from '../policy/policy.ts'
import type { SeenCertificate } from '../wire/facts.ts'
import { adviceFor } from './advice.ts'
import { noteOn, standingOf } from './standing.ts'
import { judgeChain } from './chain.ts'
import { findingsOf } from './findings.ts'
import { surveyGroups, type GroupsSeen } from './groups.ts'
import { tryVariants, type VariantTrial } from './hello-variants.ts'
import { TlsCheck, type HelloAnswer } from './tls-check.ts'
import { targetOf, type TlsCheckOrder } from './order.ts'
import { questions } from './questions.ts'
import type {
  ChainFinding,
  ClientCertificateFinding,
  TlsCheckAnswer,
  TlsCheckReport,
  HelloFinding,
} from './report.ts'
import { serverHelloIn, surveyVersions, type VersionAnswer } from './survey.ts'
import type { HiddenFlight } from './tls13-flight.ts'
import { tryAnything, tryPolicy, type PolicyTrial, type Trial } from './trial.ts'
import { suiteFindings, versionFindings } from './version-findings.ts'

/**
 * Finds out what a server offers and whether the settings work with it: one connection
 * for each question, one after the other, within limits. A trouble with the connection
 * itself is in the report, not thrown.
 *
 * @throws HikyakuError of a defect; the reason of a raised signal
 */
export async function runTlsCheck(order: TlsCheckOrder): Promise<TlsCheckReport> {
  const startedAt = order.clock.now()
  const check = new TlsCheck(order)
  const seen = await look(check)
  order.signal?.throwIfAborted()
  const { versions, flight, policy, plan, refused, unreachable } = seen
  const chain = chainOf(seen, order, startedAt)
  const base = {
    format: 1,
    target: targetOf(order),
    host: order.serverName ?? order.host,
    ...(order.isPartner ? { partner: order.policy.name } : {}),
    ...defined({ proxy: order.proxy }),
    startedAt: startedAt.toISOString(),
    endedAt: order.clock.now().toISOString(),
    connections: check.connections,
    complete: !check.exhausted && unreachable === undefined,
    reachable: reachableOf(seen),
    versions: versionFindings(versions),
    suites: suiteFindings(versions),
    chain,
    clientCertificate: clientCertificateOf(seen, order),
    secureRenegotiation: renegotiationOf(versions),
    resumption: resumptionOf(seen),
    ocspStapling: staplingOf(seen, flight),
    ...shortestPrime(versions),
    ...groupsOf(seen),
    ...helloOf(seen),
  } as const
  const works = worksOf(seen, base.clientCertificate)
  const { variants } = seen
  const facts = { order, base, works, plan, refused, unreachable, trial: policy, variants } as const
  const advice = adviceFor(facts)
  const note = noteOn(facts, advice.changes)
  return {
    ...base,
    findings: findingsOf(base, standingOf(facts)),
    policy: {
      works: unreachable === undefined ? works : 'no',
      ...defined({ version: policy?.version, suite: policy?.suite, note }),
      ...advice,
    },
  }
}

/** A server that asks in vain lets us in, and may shut the door when it has read a request. */
function worksOf(
  { policy, refused }: Seen,
  { wanted, ours }: ClientCertificateFinding,
): TlsCheckAnswer {
  if (policy === undefined) return refused === undefined ? 'unknown' : 'no'
  if (!policy.done) return 'no'
  return wanted === 'optional' && ours === undefined ? 'unknown' : 'yes'
}

/** All that was found out by asking. */
export interface Seen {
  readonly versions: readonly VersionAnswer[]
  readonly flight: HiddenFlight | undefined
  readonly plan: TlsPlan | undefined
  /** The settings do not even allow a try. */
  readonly refused: HikyakuError | undefined
  readonly policy: PolicyTrial | undefined
  readonly variants: readonly VariantTrial[]
  readonly groups: GroupsSeen | undefined
  readonly bare: Trial | undefined
  readonly again: Trial | undefined
  /** Connecting failed. */
  readonly unreachable: HikyakuError | undefined
}

async function look(check: TlsCheck): Promise<Seen> {
  const found: { -readonly [K in keyof Seen]: Seen[K] } = {
    versions: [],
    flight: undefined,
    plan: undefined,
    refused: undefined,
    policy: undefined,
    variants: [],
    groups: undefined,
    bare: undefined,
    again: undefined,
    unreachable: undefined,
  }
  try {
    const { plan, refused } = planned(check.order)
    found.plan = plan
    found.refused = refused
    // What matters most comes first: a slow server has no time for all that follows.
    if (plan !== undefined) found.policy = await tryPolicy(check, plan)
    found.versions = await surveyVersions(check)
    found.flight = hiddenFlightIn(found.versions)
    const answersOthers = found.versions.some(({ hello }) => hello !== undefined)
    if (plan !== undefined && found.policy !== undefined) {
      const { policy: trial } = found
      found.variants = await tryVariants(check, plan, { trial, answersOthers })
    }
    found.groups = await surveyGroups(check, found.versions[0])
    if (found.versions.some(({ hello, version }) => hello !== undefined && version !== 'SSLv3')) {
      found.bare = await tryAnything(check, questions.withoutCertificate)
      found.again = await resume(check, found)
    }
  } catch (error) {
    check.order.signal?.throwIfAborted()
    if (!isHikyakuError(error)) throw error
    found.unreachable = error
  }
  return found
}

/** With our certificate, where the server lets nobody in without one. */
async function resume(
  check: TlsCheck,
  { bare, policy }: Pick<Seen, 'bare' | 'policy'>,
): Promise<Trial | undefined> {
  const { certificate } = check.order
  const { session } = bare?.done === true ? bare : (policy ?? {})
  if (session === undefined) return undefined
  const identity =
    bare?.done === true || certificate === undefined
      ? {}
      : { cert: certificate.chainPem, key: certificate.keyPem }
  return tryAnything(check, questions.resumption, { ...identity, session })
}

function planned({ policy, host, port, clock }: TlsCheckOrder): Pick<Seen, 'plan' | 'refused'> {
  try {
    return { plan: planTls(policy, targetOf({ host, port }), clock.now()), refused: undefined }
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    return { plan: undefined, refused: error }
  }
}

function hiddenFlightIn(versions: readonly VersionAnswer[]): HiddenFlight | undefined {
  const newest = versions.find(({ version }) => version === 'TLSv1.3')
  return newest?.hello === undefined ? undefined : newest.answer?.hidden
}

function reachableOf({ versions, policy, unreachable }: Seen): TlsCheckAnswer {
  if (policy?.done === true || versions.some(({ hello }) => hello !== undefined)) return 'yes'
  if (unreachable !== undefined) return 'no'
  const facts = versions.flatMap(({ answer }) => answer?.facts ?? [])
  if (facts.some(({ kind }) => kind === 'not-tls')) return 'no'
  return facts.some(({ kind }) => kind === 'alert' || kind === 'server-hello') ? 'yes' : 'unknown'
}

/** The newest version's chain: it is the one that a connection of today sees. */
function chainOf(
  { versions, flight, bare, policy }: Seen,
  order: TlsCheckOrder,
  now: Date,
): ChainFinding {
  const { host, serverName = host, trust } = order
  const seen = flight?.chain ?? chainIn(versions)
  // A server that asks for another group shows its chain in a whole handshake only.
  const chain = seen.length > 0 ? seen : (bare?.peerChain ?? policy?.peerChain ?? [])
  return judgeChain(chain, { name: serverName, trust, now, trial: policy })
}

function chainIn(versions: readonly VersionAnswer[]): readonly SeenCertificate[] {
  for (const fact of versions.flatMap(({ hello, answer }) =>
    hello === undefined ? [] : (answer?.facts ?? []),
  )) {
    if (fact.kind === 'certificate' && fact.chain.length > 0) return fact.chain
  }
  return []
}

interface Request {
  readonly asked: TlsCheckAnswer
  readonly issuers: readonly string[]
  readonly types: readonly string[]
}

function requestIn({ versions, flight, policy }: Seen): Request {
  if (flight !== undefined) {
    const { request } = flight
    return { asked: yesNo(request !== undefined), issuers: request?.issuers ?? [], types: [] }
  }
  const flights = versions.flatMap(({ hello, answer }) =>
    hello === undefined || answer === undefined ? [] : [answer.facts],
  )
  const request = flights.flat().find((fact) => fact.kind === 'certificate-request')
  if (request !== undefined) return { asked: 'yes', issuers: request.issuers, types: request.types }
  const whole = flights.some((facts) => facts.some(({ kind }) => kind === 'server-hello-done'))
  const known = policy?.certificateRequested
  const asked = whole ? 'no' : known === undefined ? 'unknown' : yesNo(known)
  return { asked, issuers: [], types: [] }
}

function clientCertificateOf(seen: Seen, { certificate }: TlsCheckOrder): ClientCertificateFinding {
  const { asked, issuers, types } = requestIn(seen)
  const { bare } = seen
  const own = certificate === undefined ? undefined : describeCertificate(certificate.chainPem)
  return {
    wanted: wantedOf(asked, bare),
    issuers: [...issuers],
    types: [...types],
    ...(own === undefined ? {} : { ours: { subject: own.subject, issuer: own.issuer } }),
    ...(own === undefined || certificate === undefined || issuers.length === 0
      ? {}
      : { issuerAccepted: yesNo(isAccepted(certificate.chainPem, issuers)) }),
  }
}

function wantedOf(
  asked: TlsCheckAnswer,
  bare: Trial | undefined,
): ClientCertificateFinding['wanted'] {
  if (asked === 'no') return 'no'
  if (bare === undefined) return 'unknown'
  if (bare.done) return asked === 'yes' ? 'optional' : 'unknown'
  return asked === 'yes' ? 'required' : 'unknown'
}

/** By the issuers of all that we send: an intermediate of ours may stand between. */
function isAccepted(chainPem: string, issuers: readonly string[]): boolean {
  const known = new Set(issuers.map(sortedName))
  return describeChain(chainPem).some(({ issuer }) => known.has(sortedName(issuer)))
}

/** Libraries write the parts of a name in either order. */
function sortedName(name: string): string {
  return name.split(/,\s*/).toSorted().join(',')
}

function renegotiationOf(
  versions: readonly VersionAnswer[],
): TlsCheckReport['secureRenegotiation'] {
  const hellos = versions.flatMap(({ version, hello }) =>
    hello === undefined || version === 'TLSv1.3' ? [] : [hello],
  )
  if (hellos.length > 0)
    return yesNo(hellos.every(({ secureRenegotiation }) => secureRenegotiation))
  return versions.some(({ hello }) => hello !== undefined) ? 'not-needed' : 'unknown'
}

function resumptionOf({ bare, policy, again }: Seen): TlsCheckAnswer {
  if (again !== undefined) return again.done ? yesNo(again.resumed) : 'unknown'
  const whole = bare?.done === true || policy?.done === true
  return whole ? 'no' : 'unknown'
}

function staplingOf(
  { versions, bare, policy }: Seen,
  flight: HiddenFlight | undefined,
): TlsCheckAnswer {
  if (flight !== undefined) return yesNo(flight.stapled)
  const facts = versions.flatMap(({ flights }) => flights.flatMap((one) => one.facts))
  if (facts.some(({ kind }) => kind === 'certificate-status')) return 'yes'
  const trial = [policy, bare].find((one) => one?.done === true)
  return trial === undefined ? 'unknown' : yesNo(trial.stapled)
}

function groupsOf({ groups }: Seen): { groups?: NonNullable<TlsCheckReport['groups']> } {
  return groups === undefined
    ? {}
    : { groups: { names: [...groups.groups], complete: groups.complete } }
}

function helloOf({ policy, variants }: Seen): { hello?: HelloFinding } {
  const { hello } = policy ?? {}
  if (hello === undefined) return {}
  const { bytes, groups = [], keyShares = [] } = hello
  const tried = { variants: [...variants] }
  return { hello: { bytes, groups: [...groups], keyShares: [...keyShares], ...tried } }
}

function shortestPrime(versions: readonly VersionAnswer[]): { diffieHellmanBits?: number } {
  const bits = versions
    .flatMap(({ flights }) => flights)
    .filter((flight) => !isAnonymous(flight))
    .flatMap(({ facts }) => facts)
    .flatMap((fact) =>
      fact.kind === 'server-key-exchange' && fact.primeBits !== undefined ? [fact.primeBits] : [],
    )
  return bits.length === 0 ? {} : { diffieHellmanBits: Math.min(...bits) }
}

/** No settings of ours lead to a suite without a certificate, whose prime may be another. */
function isAnonymous(flight: HelloAnswer): boolean {
  return suiteByName(serverHelloIn(flight)?.suite ?? '')?.authentication === 'anon'
}

function yesNo(value: boolean): 'yes' | 'no' {
  return value ? 'yes' : 'no'
}
