import { asHikyakuError, raiseFault, sendWaiting } from '../../domain/exchange/index.ts'
import {
  hoursOf,
  picksUp,
  pickUpLook,
  type FolderMemory,
  type PickUpContext,
  type PickUpFlow,
} from '../../domain/flows/index.ts'
import { isOnHold } from '../../domain/holds/index.ts'
import { findPartner } from '../../domain/partners/index.ts'
import { describeCause, isHikyakuError } from '../../errors/index.ts'
import type { Station } from '../station.ts'
import type { BackgroundWork } from './background.ts'
import { inBackground } from './loop.ts'
import { OwnPace, roundsOf, type Rounds } from './own-pace.ts'

/** The shortest time between two looks at a folder. */
const lookMilliseconds = 1_000
/** What could not be sent is tried again after this, as long as it waits. */
const againMilliseconds = 15 * 60_000
/** Somebody else has the partner just now. */
const busyMilliseconds = 15_000
const firstPause = 5_000
const longestPause = 60_000

/** Picks files up from folders and sends what has no timetable at once (取り込み). */
export function pickUpAtWork(station: Station): BackgroundWork {
  const rounds = pickUpRounds(station, (error) => {
    station.log.note({ event: 'trouble', detail: `pick-up: ${describeCause(error)}` })
  })
  return inBackground(station, { everyMilliseconds: lookMilliseconds, ...rounds })
}

/** What is remembered of a flow's folder between two looks. */
interface Watch {
  readonly memory: FolderMemory
  nextLook: number
  pause: number
  nextSend: number
}

/** Looks at all folders whose time has come, each at its own pace. */
export function pickUpRounds(context: PickUpContext, tell: (error: unknown) => void): Rounds {
  const watches = new Map<string, Watch>()
  const pace = new OwnPace(tell)

  async function lookAt(flow: PickUpFlow, signal: AbortSignal): Promise<void> {
    const now = context.clock.now().getTime()
    const watch = watches.get(flow.id) ?? newWatch()
    watches.set(flow.id, watch)
    const longest = Math.max(flow.folder.lookEverySeconds * 1000, longestPause)
    // A clock that was set back must not keep a folder waiting.
    if (now >= watch.nextLook || watch.nextLook - now > longest) {
      const taking = flow.timetable === undefined || flow.folder.when === 'at-once'
      const look = await pickUpLook(context, flow, { memory: watch.memory, taking })
      watch.pause = look.failure === undefined ? 0 : longerPause(watch.pause)
      watch.nextLook = now + Math.max(flow.folder.lookEverySeconds * 1000, watch.pause)
      if (look.left > 0) watch.nextLook = now
      if (look.taken > 0) watch.nextSend = 0
    }
    if (flow.timetable === undefined && now >= watch.nextSend) {
      watch.nextSend = now + (await sendNow(context, flow, signal))
    }
  }

  return roundsOf(pace, async (signal) => {
    for (const flow of (await context.ledger.flows.list()).filter(picksUp)) {
      pace.begin(flow.id, () => lookAt(flow, signal))
    }
  })
}

function newWatch(): Watch {
  return { memory: new Map(), nextLook: 0, pause: 0, nextSend: 0 }
}

function longerPause(pause: number): number {
  return Math.min(Math.max(firstPause, pause * 2), longestPause)
}

/**
 * Sends what waits of a flow without a timetable.
 *
 * @returns after how many milliseconds to look again
 */
async function sendNow(
  context: PickUpContext,
  flow: PickUpFlow,
  signal: AbortSignal,
): Promise<number> {
  if (flow.hold !== undefined) return 0
  const partner = await findPartner(context.ledger, flow.partner)
  // What a partner fetches itself lies in its mailbox already.
  if (partner.kind === 'jx-client') return 0
  const now = context.clock.now().getTime()
  const hours = hoursOf(partner, context.clock)
  if (hours !== undefined && !hours.isOpen(now)) {
    return Math.min(againMilliseconds, (hours.opensAt(now) ?? Infinity) - now)
  }
  const where = { box: 'outbox', partner: partner.name, state: 'waiting', flowId: flow.id } as const
  if ((await context.ledger.documents.oldest(where)) === undefined) return 0
  try {
    const { failure } = await sendWaiting(context, partner, { signal, flowId: flow.id })
    return failure === undefined || isOnHold(failure) ? 0 : againMilliseconds
  } catch (error) {
    if (isHikyakuError(error) && error.fault === 'partner-busy') return busyMilliseconds
    if (isHikyakuError(error) && isOnHold(error)) return 0
    await raiseFault(context.ledger, context, asHikyakuError(error), { partner: partner.name })
    return againMilliseconds
  }
}
