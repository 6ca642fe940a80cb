import type { Hold, HoldRecord, HoldSubject } from './hold.ts'

/** Holds that stand, and those that stood: a deadline that fell into one was not missed. */
export interface HoldBook {
  /** @returns false if it is on hold already: that stands. */
  begin(subject: HoldSubject, hold: Omit<Hold, 'of'>): Promise<boolean>
  /** @returns false if it is not on hold. */
  end(subject: HoldSubject, at: Date): Promise<boolean>
  find(subject: HoldSubject): Promise<Hold | undefined>
  /** All that stand. */
  standing(): Promise<readonly HoldRecord[]>
  /** Those of these subjects that stood at some moment of this time, oldest first. */
  during(
    subjects: readonly HoldSubject[],
    time: { readonly from: Date; readonly to: Date },
  ): Promise<readonly HoldRecord[]>
}

export interface HoldTables {
  readonly holds: HoldBook
}
