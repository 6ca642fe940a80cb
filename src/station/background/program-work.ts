import {
  runDocumentPrograms,
  type LookedUpTo,
  type ProgramContext,
} from '../../domain/flows/index.ts'
import { describeCause } from '../../errors/index.ts'
import type { Station } from '../station.ts'
import type { BackgroundWork } from './background.ts'
import { inBackground } from './loop.ts'
import { OwnPace, roundsOf, type Rounds } from './own-pace.ts'

/** How soon a program is started for a document that was settled. */
const lookMilliseconds = 2_000
/** So often all documents are looked at, whatever was seen before. */
const anewMilliseconds = 60 * 60_000

/** Starts the programs of flows for their documents, while the station is at work. */
export function programsAtWork(station: Station): BackgroundWork {
  const rounds = programRounds(station, (error) => {
    station.log.note({ event: 'trouble', detail: `programs: ${describeCause(error)}` })
  })
  let isSwept = false
  return inBackground(station, {
    ...rounds,
    everyMilliseconds: lookMilliseconds,
    look: async (signal) => {
      if (!isSwept) await station.launcher.sweep()
      isSwept = true
      await rounds.look(signal)
    },
  })
}

interface Seen {
  readonly revision: number
  readonly since: number
  readonly looked: LookedUpTo
}

/** Looks at all flows that have programs; one whose program takes long keeps no other waiting. */
export function programRounds(context: ProgramContext, tell: (error: unknown) => void): Rounds {
  const pace = new OwnPace(tell)
  const seen = new Map<string, Seen>()

  function lookedOf(id: string, revision: number): LookedUpTo {
    const now = context.clock.now().getTime()
    const known = seen.get(id)
    const isFresh = known !== undefined && Math.abs(now - known.since) < anewMilliseconds
    if (isFresh && known.revision === revision) return known.looked
    const fresh: Seen = { revision, since: now, looked: new Map() }
    seen.set(id, fresh)
    return fresh.looked
  }

  return roundsOf(pace, async (signal) => {
    const flows = await context.ledger.flows.list()
    for (const flow of flows.filter((one) => (one.programs ?? []).length > 0)) {
      const looked = lookedOf(flow.id, flow.revision)
      pace.begin(flow.id, () => runDocumentPrograms(context, flow, { signal, looked }))
    }
  })
}
