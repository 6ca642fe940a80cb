import type { HikyakuError } from '../../../errors/index.ts'
import { bestPlan, type TlsPlan } from '../policy/policy.ts'
import type { TlsCheckBase } from './findings.ts'
import type { TlsCheckOrder } from './order.ts'
import type { TlsCheckAnswer, TlsCheckChange } from './report.ts'
import type { VariantTrial } from './hello-variants.ts'
import type { Trial } from './trial.ts'

type Text = TlsCheckChange['text']

/** All that reasons and changes are drawn from. */
export interface AdviceFacts {
  readonly order: TlsCheckOrder
  readonly base: TlsCheckBase
  readonly works: TlsCheckAnswer
  readonly plan: TlsPlan | undefined
  /** Why the settings allow no try. */
  readonly refused: HikyakuError | undefined
  readonly unreachable: HikyakuError | undefined
  readonly trial: Trial | undefined
  /** Hellos that differ in one thing, where that of the settings got no answer. */
  readonly variants: readonly VariantTrial[]
}

/** Why it does not work, and what would make it work, the safest first. */
export interface Advice {
  readonly reasons: readonly Text[]
  readonly changes: readonly TlsCheckChange[]
}

/** The versions and suites that the settings would offer; nothing if they allow none. */
export function offeredBy({
  order,
  plan,
}: Pick<AdviceFacts, 'order' | 'plan'>): Pick<TlsPlan, 'versions' | 'suites'> | undefined {
  if (plan !== undefined) return plan
  try {
    return bestPlan(order.policy)
  } catch {
    return undefined
  }
}
