import type { Ledger } from '../exchange/index.ts'
import type { HoldRecord } from '../holds/index.ts'
import { parseDay, textOfDay, type Day } from '../timetable/index.ts'
import type { Flow } from './flow.ts'

/** Why deadlines of some days are not missed. */
export interface Spared {
  /** Of the flow and its partner, also those that have ended; oldest first. */
  readonly holds: readonly HoldRecord[]
  /** Days of which a person said that nothing comes (本日分なし). */
  readonly excused: ReadonlySet<Day>
}

/** What spares the deadlines of a flow on these days, whose windows lie in this time. */
export async function sparedOn(
  { holds, excusedDays }: Pick<Ledger, 'holds' | 'excusedDays'>,
  { id, partner }: Pick<Flow, 'id' | 'partner'>,
  {
    days,
    time,
  }: {
    readonly days: { readonly from: Day; readonly to: Day }
    readonly time: { readonly from: Date; readonly to: Date }
  },
): Promise<Spared> {
  const subjects = [
    { of: 'flow', id },
    { of: 'partner', id: partner },
  ] as const
  const excused = await excusedDays.of(id, {
    from: textOfDay(days.from),
    to: textOfDay(days.to),
  })
  return {
    holds: await holds.during(subjects, time),
    excused: new Set(excused.flatMap(({ day }) => parseDay(day) ?? [])),
  }
}

/** The hold that stood at a moment: the flow's own, or else that of its partner. */
export function holdAt(holds: readonly HoldRecord[], moment: number): HoldRecord | undefined {
  const stood = holds.filter((hold) => stoodAt(hold, moment))
  return stood.find(({ of }) => of === 'flow') ?? stood[0]
}

/** One that ended just then left time for what was due. */
export function stoodAt(
  { at, endedAt }: Pick<HoldRecord, 'at' | 'endedAt'>,
  moment: number,
): boolean {
  return at.getTime() <= moment && (endedAt?.getTime() ?? Infinity) > moment
}
