import type { Evidence } from '../explanation/evidence.ts'
import type { Remedy, Text } from '../explanation/explanation.ts'

/** What a condition is checked against. */
export interface AdvisoryCase {
  readonly evidence: Evidence
  /** The explanation's cause, or the name of a fault that came without a handshake. */
  readonly cause: string
}

/** One condition, in words and as a check. */
export interface AdvisoryCondition {
  readonly text: Text
  readonly holds: (seen: AdvisoryCase) => boolean
}

/** Where the problem is described, and when that was. */
export interface AdvisorySource {
  readonly title: string
  /** `2021-03` or `2021-09-30`; absent: the source bears none. */
  readonly date?: string
}

export interface AdvisorySince {
  /** As in {@link AdvisorySource.date}. */
  readonly date: string
  readonly event: Text
}

/** A known problem of TLS. `PARTNER` in its commands stands for the partner's name. */
export interface Advisory {
  /** Stable name. */
  readonly id: string
  readonly title: Text
  /** Who meets it. */
  readonly concerns: Text
  /** Since when it is met, and what happened then. */
  readonly since: AdvisorySince
  /** What the operator sees. */
  readonly phenomenon: Text
  /** All of them hold where it applies. */
  readonly conditions: readonly AdvisoryCondition[]
  readonly explanation: Text
  readonly cause: Text
  /** In order, the safest first. */
  readonly workaround: readonly Remedy[]
  readonly undo: readonly Remedy[]
  readonly sources: readonly AdvisorySource[]
}
