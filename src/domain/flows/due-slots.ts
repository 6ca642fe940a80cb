import { createHash } from 'node:crypto'

import {
  catchUp,
  slotsBetween,
  type Calendar,
  type CatchUp,
  type Slot,
} from '../timetable/index.ts'
import type { Flow } from './flow.ts'
import { timetableOf } from './flow-timetable.ts'
import type { slotStates } from './board-words.ts'

const minute = 60_000
const hour = 60 * minute

/** Whoever looks sooner than this after a slot is on time; later, the slot was missed. */
const onTimeMilliseconds = 10 * minute

/** The slots of a flow that nobody has acted on. */
export interface DueSlots extends CatchUp {
  /** Whether a slot to be run is one that was missed. */
  readonly caughtUp: boolean
}

/**
 * What a flow has to run now, computed anew from its timetable: no “next run” is stored that
 * a wrong clock could push into the future.
 *
 * @param acted instants that have a record; each is acted on once.
 */
export function dueSlots(
  flow: Flow,
  calendar: Calendar,
  { now, acted }: { readonly now: number; readonly acted: ReadonlySet<number> },
): DueSlots {
  const { timetable } = flow
  if (timetable === undefined) return { run: [], joined: [], missed: [], caughtUp: false }
  const reach = Math.max(timetable.missedWithinHours * hour, onTimeMilliseconds)
  // Slots older than what is caught up are told of as missed for one more week.
  const after = Math.max(now - reach - 7 * 24 * hour, flow.timetableSince.getTime())
  const slots = slotsBetween(timetableOf(timetable, spreadOf(flow)), calendar, {
    after,
    until: now,
  }).filter(({ instant }) => !acted.has(instant))
  const fresh = slots.filter(({ instant }) => now - instant <= onTimeMilliseconds)
  const stale = slots.filter(({ instant }) => now - instant > onTimeMilliseconds)
  const caught = catchUp(stale, timetable.missed, {
    now,
    withinMilliseconds: timetable.missedWithinHours * hour,
  })
  return combined(caught, fresh, timetable.missed)
}

/** With a fresh slot at hand, one run serves all that `once` would catch up. */
function combined(
  caught: CatchUp,
  fresh: readonly Slot[],
  policy: 'once' | 'each' | 'skip',
): DueSlots {
  const latest = fresh.at(-1)
  if (latest === undefined) return { ...caught, caughtUp: caught.run.length > 0 }
  const earlier = policy === 'each' ? [] : [...caught.run, ...fresh.slice(0, -1)]
  const runs = policy === 'each' ? [...caught.run, ...fresh] : [latest]
  return {
    run: runs,
    joined: [...caught.joined, ...earlier],
    missed: caught.missed,
    caughtUp: policy === 'each' && caught.run.length > 0,
  }
}

/**
 * Fixed for a flow, from its id, so that it stays after a restart and is another one at
 * another station. What is sent has cut-offs and is not spread.
 */
export function spreadOf({ id, direction }: Pick<Flow, 'id' | 'direction'>): number {
  if (direction === 'send') return 0
  const [first = 0, second = 0] = createHash('sha256').update(id).digest()
  return ((first * 256 + second) % (5 * 60)) * 1000
}

/** A slot of the timetable and what became of it (予定回, 実行). */
export interface SlotRecord {
  readonly flowId: string
  readonly instant: Date
  readonly nominal: readonly string[]
  readonly state: SlotState
  readonly startedAt?: Date
  readonly endedAt?: Date
  readonly exchangeId?: string
  readonly documents: number
  readonly tries: number
  /** Why it ended so: a fault, “hold”, “outside of hours”. */
  readonly faultId?: string
  /** The next try of a run that failed and whose window is open. */
  readonly nextTryAt?: Date
}

export type SlotState = (typeof slotStates)[number]
