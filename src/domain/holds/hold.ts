/** What is on hold (保留): a flow by its id, or all of a partner by its name (取引停止). */
export interface HoldSubject {
  readonly of: 'flow' | 'partner'
  readonly id: string
}

/** Why something is on hold, since when, and who said so. */
export interface Hold {
  /** A flow is on hold for itself, or since its partner is. */
  readonly of: HoldSubject['of']
  readonly reason: string
  readonly by: string
  readonly at: Date
  /** It ends by itself then. */
  readonly until?: Date
}

/** A hold on record; without an end it stands. */
export interface HoldRecord extends Hold {
  readonly id: string
  readonly endedAt?: Date
}
