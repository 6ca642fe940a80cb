import { defined } from '../../base/defined.ts'
import { receiveDocuments, sendWaiting, type ExchangeContext } from '../../domain/exchange/index.ts'
import {
  picksUp,
  pickUpForRun,
  runDocumentPrograms,
  runFlowProgram,
  type PickUpContext,
  type ProgramContext,
} from '../../domain/flows/index.ts'
import { callablePartner, findPartner } from '../../domain/partners/index.ts'
import { describeCause } from '../../errors/index.ts'
import type { Station } from '../station.ts'
import type { BackgroundWork } from './background.ts'
import type { Exchanges, RunPrograms } from './slot-runs.ts'
import { lookMilliseconds, timetableWork } from './timetable.ts'

/** Whoever holds it runs the timetable of a ledger. */
const leaseName = 'timetable'

/** Exchanges with the partners of a station, as a person's commands make them. */
export function exchangesOf(context: PickUpContext): Exchanges {
  return {
    receive: async (name, { kind, signal }) => {
      const partner = await callablePartner(context.ledger, name)
      return receiveDocuments(context, partner, {
        watch: { signal },
        ...defined({ filter: kind }),
      })
    },
    send: async (name, { flow, signal }) => {
      if (picksUp(flow)) await pickUpForRun(context, flow, signal)
      const partner = await findPartner(context.ledger, name)
      // What a partner fetches itself lies in its mailbox already.
      if (partner.kind === 'jx-client') return { outcome: 'done', documents: [], faults: [] }
      return sendWaiting(context, partner, { signal, flowId: flow.id })
    },
  }
}

/** The programs of flows, on this machine. */
export function programsOf(context: ProgramContext): RunPrograms {
  return {
    run: (flow, step, order) => runFlowProgram(context, flow, step, order),
    forDocuments: (flow, signal) => runDocumentPrograms(context, flow, { signal }),
  }
}

/**
 * The flows of a station at their times, while it is at work. Of several processes over one
 * ledger one does it; when that one ends, another takes over at its next look.
 */
export function timetableAtWork(station: Station): BackgroundWork {
  return {
    begin: () => {
      const ending = new AbortController()
      const running = runTimetable(station, ending.signal).catch((error: unknown) => {
        note(station, error)
      })
      return Promise.resolve(async () => {
        ending.abort(new Error('the station stops'))
        await running
      })
    },
  }
}

/** Looks until it is told to stop; resolves when the runs under way have ended. */
async function runTimetable(station: Station, signal: AbortSignal): Promise<void> {
  const work = timetableWork({
    context: station,
    exchanges: exchangesOf(station),
    programs: programsOf(station),
    monotonic: () => performance.now(),
    signal,
    tell: (error) => {
      note(station, error)
    },
  })
  let lease: { release(): Promise<void> } | undefined
  try {
    while (!signal.aborted) {
      try {
        lease ??= await takeLease(station)
        if (lease !== undefined) await work.look()
      } catch (error) {
        // The database is busy or gone for a moment: the next look comes all the same.
        note(station, error)
      }
      await pause(station, signal)
    }
    await work.settled()
  } finally {
    await lease?.release()
  }
}

function note({ log }: Station, error: unknown): void {
  log.note({ event: 'trouble', detail: `timetable: ${describeCause(error)}` })
}

async function takeLease({
  ledger,
}: ExchangeContext): Promise<{ release(): Promise<void> } | undefined> {
  const lease = await ledger.lease(leaseName)
  return 'heldBy' in lease ? undefined : lease
}

async function pause({ clock }: ExchangeContext, signal: AbortSignal): Promise<void> {
  try {
    await clock.wait(lookMilliseconds, signal)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
