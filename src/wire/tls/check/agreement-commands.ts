import { setRange } from '../action.ts'
import type { TlsPolicy } from '../policy/policy.ts'
import { localDay } from '../policy/waiver.ts'
import type { Weakening } from '../policy/weakenings.ts'
import type { AdviceFacts } from './advice-facts.ts'
import { isAllowed, isSettable, type Agreement } from './agreement.ts'
import { nameOf } from './changes.ts'
import { targetOf } from './order.ts'

interface Step {
  readonly command: string
  /** The initial list is never refused: it is never the weaker one. */
  readonly always?: true
  readonly policy: TlsPolicy
}

/**
 * The commands that lead to an agreement, in an order in which each of them is accepted:
 * settings that leave nothing usable are refused, also for the moment in between.
 *
 * @param allow what a waiver that was given before them allows
 */
export function agreementCommands(
  { order }: Pick<AdviceFacts, 'order'>,
  { policy: next, weakenings }: Pick<Agreement, 'policy' | 'weakenings'>,
  allow: readonly Weakening[],
): string[] {
  const name = nameOf({ order })
  const { policy: before } = order
  const now = order.clock.now()
  const [day, host] = [localDay(now), targetOf(order)]
  const tlsWaiver = { allow, host, reason: '', by: '', since: day, until: day }
  const by =
    (accepts: typeof isAllowed) =>
    ({ policy, always }: Step): boolean =>
      always === true || accepts(allow.length === 0 ? policy : { ...policy, tlsWaiver }, host, now)
  const paths = orders(name, before, next)
  const path =
    paths.find((steps) => steps.every(by(isAllowed))) ??
    paths.find((steps) => steps.every(by(isSettable))) ??
    paths[0] ??
    []
  const over = before.tlsWaiver !== undefined && weakenings.length === 0
  return [
    ...path.map(({ command }) => command),
    ...(over ? [`hikyaku tls waive ${name} --end`] : []),
  ]
}

/** The whole range that the engine for old versions speaks. */
const old = { tlsMin: 'SSLv3', tlsMax: 'TLSv1' } as const

type Range = Pick<TlsPolicy, 'tlsMin' | 'tlsMax'>

/** Versions first, or the list first, or by way of the initial list, or of more versions. */
function orders(name: string, before: TlsPolicy, next: TlsPolicy): Step[][] {
  const range = { tlsMin: next.tlsMin, tlsMax: next.tlsMax }
  const { tlsSuites: own, ...bare } = before
  const list = listStep(name, bare, next.tlsSuites)
  const listed = list.policy
  const lists = own?.join() === next.tlsSuites?.join() ? [] : [list]
  const restore = listStep(name, bare, undefined)
  const inRange = (steps: readonly Step[], to: Range): Step[] =>
    steps.map((step) => ({ ...step, policy: { ...step.policy, ...to } }))
  return [
    [...rangeStep(name, before, range), ...inRange(lists, range)],
    [...lists, ...rangeStep(name, listed, range)],
    [restore, ...rangeStep(name, bare, range), ...inRange([list], range)],
    [restore, ...rangeStep(name, bare, old), ...inRange([list], old)].concat(
      rangeStep(name, { ...listed, ...old }, range),
    ),
  ].map((steps) => (own === undefined ? steps.filter((step) => step !== restore) : steps))
}

function listStep(name: string, bare: TlsPolicy, list: TlsPolicy['tlsSuites']): Step {
  return list === undefined
    ? { command: `hikyaku tls suites ${name} --restore`, policy: bare, always: true }
    : {
        command: `hikyaku tls suites ${name} --set ${list.join(',')}`,
        policy: { ...bare, tlsSuites: list },
      }
}

function rangeStep(name: string, from: TlsPolicy, to: Range): Step[] {
  if (from.tlsMin === to.tlsMin && from.tlsMax === to.tlsMax) return []
  return [{ command: `hikyaku ${setRange(name, from, to)}`, policy: { ...from, ...to } }]
}
