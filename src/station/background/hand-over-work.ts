import type { ExchangeContext } from '../../domain/exchange/index.ts'
import { handOverFlow, handsOver, type HandOverFlow } from '../../domain/flows/index.ts'
import { describeCause } from '../../errors/index.ts'
import type { Station } from '../station.ts'
import type { BackgroundWork } from './background.ts'
import { inBackground } from './loop.ts'
import { OwnPace, roundsOf, type Rounds } from './own-pace.ts'

/** How soon a document that was kept is put into its folder. */
const lookMilliseconds = 2_000

/** A folder that cannot be used is looked at again after these times. */
const firstPause = 60_000
const longestPause = 10 * 60_000

/** Puts what flows received into their folders, while the station is at work (書き出し). */
export function handOverAtWork(station: Station): BackgroundWork {
  const rounds = handOverRounds(station, (error) => {
    station.log.note({ event: 'trouble', detail: `hand-over: ${describeCause(error)}` })
  })
  return inBackground(station, { everyMilliseconds: lookMilliseconds, ...rounds })
}

/** Looks at all flows that have a folder; one that fails or hangs keeps no other waiting. */
export function handOverRounds(context: ExchangeContext, tell: (error: unknown) => void): Rounds {
  const pace = new OwnPace(tell)
  const pauses = new Map<string, { readonly until: number; readonly length: number }>()

  async function lookAt(flow: HandOverFlow): Promise<void> {
    const now = context.clock.now().getTime()
    const pause = pauses.get(flow.folder.path)
    if (pause !== undefined && now < pause.until && pause.until - now <= longestPause) return
    const { failure } = await handOverFlow(context, flow)
    if (failure === undefined) {
      pauses.delete(flow.folder.path)
      return
    }
    const length = Math.min((pause?.length ?? firstPause / 2) * 2, longestPause)
    pauses.set(flow.folder.path, { until: now + length, length })
  }

  return roundsOf(pace, async () => {
    for (const flow of (await context.ledger.flows.list()).filter(handsOver)) {
      pace.begin(flow.id, () => lookAt(flow))
    }
  })
}
