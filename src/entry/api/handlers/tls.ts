import {
  callablePartner,
  changeTls,
  endWaiver,
  giveWaiver,
} from '../../../domain/partners/index.ts'
import { addressOf, endpointOf, type ServerPartner } from '../../../domain/partners/index.ts'
import { isHikyakuError, type HikyakuError } from '../../../errors/index.ts'
import { callersSeen } from '../../../domain/handshakes/index.ts'
import {
  advisories,
  advisoriesFor,
  allSuites,
  bestPlan,
  formatSuiteList,
  initialGroups,
  initialSuites,
  parseGroupList,
  parseSuiteList,
  planTls,
  suiteByName,
  weakeningsOf,
  type CipherSuite,
  type TlsPolicy,
  type Weakening,
} from '../../../wire/tls/index.ts'
import type { Answer, Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { defined } from '../../../base/defined.ts'
import { refuseStale, revisionOf } from '../revision.ts'
import type { tlsRoutes } from '../routes/partners.ts'
import { saidFailure, suiteView } from '../views.ts'

/** 接続先設定 › オプション設定: versions, SSL 暗号の順位, waiver. */
export function tlsHandlers(
  context: ApiContext,
): Handlers<Exclude<keyof typeof tlsRoutes, 'tls.check' | 'attempts.handshake'>> {
  const { station } = context
  return {
    'tls.suites': () =>
      Promise.resolve({ items: allSuites.map(suiteView), initial: [...initialSuites] }),
    'tls.advisories': ({ query: { partner } }) =>
      Promise.resolve({
        items: (partner === undefined ? advisories : advisoriesFor(partner)).map((one) => ({
          ...one,
          conditions: one.conditions.map(({ text }) => text),
        })),
      }),
    'tls.callers': async ({ query }) => {
      return { items: await callersSeen(station.ledger, query.limit) }
    },
    'tls.check-list': async ({ body }) => {
      const partner =
        body.partner === undefined ? undefined : await callablePartner(station.ledger, body.partner)
      return checkList(body, partner, station.clock.now())
    },
    'partners.tls': async ({ params: { name } }) =>
      tlsView(await callablePartner(station.ledger, name), station.clock.now()),
    'partners.change-tls': async ({ params: { name }, body, requester }) => {
      const { list, groups: typed, tlsMin, tlsMax, revision } = body
      const suites = list === null ? 'restore' : parseSuiteList(list)
      const groups =
        typed === null ? 'restore' : typed === undefined ? undefined : parseGroupList(typed)
      const check = (partner: ServerPartner): void => {
        refuseStale(partner, 'tls', revision)
      }
      const order = { suites, groups, versions: { tlsMin, tlsMax }, check } as const
      const { partner } = await changeTls(station, signedIn(requester).actor, name, order)
      return tlsView(partner, station.clock.now())
    },
    'partners.waive': async ({ params: { name }, body: { revision, ...body }, requester }) => {
      const order = { ...defined(body), check: unchangedWaiver(revision) }
      const given = await giveWaiver(station, signedIn(requester).actor, name, order)
      return tlsView(given, station.clock.now())
    },
    'partners.end-waiver': async ({ params: { name }, query: { revision }, requester }) => {
      await endWaiver(station, signedIn(requester).actor, name, unchangedWaiver(revision))
      return tlsView(await callablePartner(station.ledger, name), station.clock.now())
    },
  }
}

/** Refuses what was decided on another waiver, or on one for another address. */
function unchangedWaiver(revision: string | undefined): (partner: ServerPartner) => void {
  return (partner) => {
    refuseStale(partner, 'waiver', revision)
  }
}

/** What is in force for a partner, and why it would not work, if so. */
function tlsView(partner: ServerPartner, now: Date): Answer<'partners.tls'> {
  const suites = suitesOf(partner.tlsSuites ?? initialSuites)
  const { problem, weakenings } = planned(partner, partner, now)
  return {
    tlsMin: partner.tlsMin,
    tlsMax: partner.tlsMax,
    suites: suites.map(suiteView),
    list: formatSuiteList(suites),
    isInitial: partner.tlsSuites === undefined,
    initialList: initialSuites.join(','),
    groups: (partner.tlsGroups ?? initialGroups).join(','),
    isInitialGroups: partner.tlsGroups === undefined,
    initialGroups: initialGroups.join(','),
    ...defined({ waiver: partner.tlsWaiver }),
    weakenings,
    ...(problem === undefined ? {} : { problem: saidFailure(problem) }),
    revision: revisionOf(partner, 'tls'),
    waiverRevision: revisionOf(partner, 'waiver'),
  }
}

interface ListOrder {
  readonly list: string
  readonly tlsMin?: ServerPartner['tlsMin'] | undefined
  readonly tlsMax?: ServerPartner['tlsMax'] | undefined
}

/** What the list names, or what is wrong with it; with a partner, whether it would work there. */
function checkList(
  { list, tlsMin, tlsMax }: ListOrder,
  partner: ServerPartner | undefined,
  now: Date,
): Answer<'tls.check-list'> {
  const parsed = caught(() => parseSuiteList(list))
  if ('error' in parsed) {
    return { suites: [], weakenings: [], problem: saidFailure(parsed.error) }
  }
  const policy: TlsPolicy = {
    name: partner?.name ?? '',
    tlsMin: tlsMin ?? partner?.tlsMin ?? 'TLSv1.2',
    tlsMax: tlsMax ?? partner?.tlsMax ?? 'TLSv1.3',
    tlsSuites: parsed.value.map(({ name }) => name),
    ...keptWith(partner),
  }
  const { problem, weakenings } = planned(policy, partner, now)
  return {
    suites: parsed.value.map(suiteView),
    weakenings,
    ...(problem === undefined ? {} : { problem: saidFailure(problem) }),
  }
}

/** What stands beside a list that is typed. */
function keptWith(partner: ServerPartner | undefined): Pick<TlsPolicy, 'tlsGroups' | 'tlsWaiver'> {
  const { tlsGroups, tlsWaiver } = partner ?? {}
  return {
    ...defined({ tlsGroups, tlsWaiver }),
  }
}

/** What a policy needs a waiver for, and what stands against it. */
function planned(
  policy: TlsPolicy,
  partner: ServerPartner | undefined,
  now: Date,
): { weakenings: Weakening[]; problem?: HikyakuError } {
  const best = caught(() => bestPlan(policy))
  if ('error' in best) return { weakenings: [], problem: best.error }
  const weakenings = weakeningsOf(best.value)
  if (partner === undefined || !endpointOf(partner).secure) return { weakenings }
  const plan = caught(() => planTls(policy, addressOf(endpointOf(partner)), now))
  return 'error' in plan ? { weakenings, problem: plan.error } : { weakenings }
}

function caught<T>(work: () => T): { readonly value: T } | { readonly error: HikyakuError } {
  try {
    return { value: work() }
  } catch (error) {
    if (isHikyakuError(error)) return { error }
    throw error
  }
}

function suitesOf(names: readonly string[]): CipherSuite[] {
  return names.map(suiteByName).filter((suite) => suite !== undefined)
}
