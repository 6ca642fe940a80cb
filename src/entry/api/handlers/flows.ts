import { readSettings } from '../../../adapters/store/index.ts'
import { defined } from '../../../base/defined.ts'
import { clearedDay } from '../../../domain/clearing/index.ts'
import {
  addFlow,
  changeFlow,
  dayBoard,
  excuseDay,
  findFlow,
  holdFlow,
  parseFlow,
  readyFolder,
  removeFlow,
  settingsOf,
  tryFlow,
  upcoming,
  type Flow,
  type PreviewedSlot,
  type TriedFlow,
} from '../../../domain/flows/index.ts'
import { parseDay } from '../../../domain/timetable/index.ts'
import { exchangesOf, programsOf, runFlowNow, type RunEnd } from '../../../station/index.ts'
import type { Answer, Call, Handlers, Said } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import type { flowRoutes } from '../routes/flows.ts'
import { runView } from '../run-view.ts'
import { holdOf } from '../hold-of.ts'
import { givenToFlow, type FlowView, type PlannedRunView } from '../schemas/flows.ts'
import { apiError } from '../views.ts'

/** 業務: flows, their timetables, hold, and a run by hand. */
export function flowHandlers({ station, runs }: ApiContext): Handlers<keyof typeof flowRoutes> {
  return {
    'today.show': async ({ query: { date } }) => {
      const board = await dayBoard(station, date === undefined ? undefined : parseDay(date))
      const settings = readSettings(station.home).clearing ?? {}
      return { ...board, ...defined({ cleared: await clearedDay(station, settings, board.date) }) }
    },
    'flows.list': async () => {
      const flows = await station.ledger.flows.list()
      const items = flows.map(async (flow) => {
        const [next] = await upcoming(station, flow, { count: 1 })
        return { ...viewOf(flow), ...defined({ next: next?.at.toISOString() }) }
      })
      return { items: await Promise.all(items) }
    },
    'flows.add': async ({ body: { makeFolder: make = false, ...input }, requester }) => {
      await readyFolder(station, parseFlow(input), { make })
      return viewOf(await addFlow(station, signedIn(requester).actor, input))
    },
    'flows.try': async ({ body, requester: { language } }) => {
      const { runs, fileName, troubles } = await tryFlow(station, definedFlow(body), previewed)
      return {
        runs: runs.map(runSaid),
        ...defined({ fileName }),
        troubles: troubles.map((one) => apiError(one, language)),
      }
    },
    'flows.show': async ({ params: { name } }) => viewOf(await findFlow(station, name)),
    'flows.next': async ({ params: { name }, query: { limit } }) => {
      const slots = await upcoming(station, await findFlow(station, name), { count: limit })
      return { items: slots.map(runSaid) }
    },
    'flows.change': async ({ params: { name }, body, requester }) => {
      const { revision, makeFolder: make = false, ...shown } = body
      const own = Object.entries(shown).filter(([key]) => !givenToFlow.includes(key))
      const input = Object.fromEntries(own) as typeof shown
      const before = settingsOf(await findFlow(station, name))
      await readyFolder(station, parseFlow(input), { make, before })
      const change = { name, input, ...defined({ revision }) }
      return viewOf(await changeFlow(station, signedIn(requester).actor, change))
    },
    'flows.remove': async ({ params: { name }, requester }) => {
      await removeFlow(station, signedIn(requester).actor, name)
      return undefined
    },
    'flows.hold': async ({ params: { name }, body, requester }) => {
      await holdFlow(station, signedIn(requester).actor, { name, hold: holdOf(body) })
      return viewOf(await findFlow(station, name))
    },
    'flows.release': async ({ params: { name }, requester }) => {
      await holdFlow(station, signedIn(requester).actor, { name, hold: undefined })
      return undefined
    },
    ...skipHandlers(station),
    'flows.run': ({ params: { name }, requester }) =>
      runNow({ station, runs }, name, signedIn(requester).actor.name),
  }
}

const previewed = 20

function runSaid({ at, nominal, ...slot }: PreviewedSlot): Said<PlannedRunView> {
  return { ...slot, at: at.toISOString(), nominal: [...nominal] }
}

function definedFlow({ direction, ...rest }: Call<'flows.try'>['body']): TriedFlow {
  return { direction, ...defined(rest) }
}

/** 本日分なし: days on which nothing comes or goes. */
function skipHandlers(station: ApiContext['station']): Handlers<'flows.skip' | 'flows.unskip'> {
  return {
    'flows.skip': async ({ params: { name, date }, body: { reason }, requester }) => {
      await excuseDay(station, signedIn(requester).actor, { name, day: date, reason })
      return undefined
    },
    'flows.unskip': async ({ params: { name, date }, requester }) => {
      await excuseDay(station, signedIn(requester).actor, { name, day: date })
      return undefined
    },
  }
}

async function runNow(
  { station, runs }: Pick<ApiContext, 'station' | 'runs'>,
  name: string,
  startedBy: string,
): Promise<Answer<'flows.run'>> {
  const flow = await findFlow(station, name)
  const order = { kind: flow.direction, partner: flow.partner, startedBy }
  const run = runs.start(order, async ({ signal }): Promise<RunEnd> => {
    const parts = {
      context: station,
      exchanges: exchangesOf(station),
      programs: programsOf(station),
    }
    const { state, exchangeId, faultId } = await runFlowNow(parts, flow, signal)
    const fault = faultId === undefined ? undefined : await station.ledger.faults.find(faultId)
    return {
      state: state === 'done' || state === 'warning' ? state : 'failed',
      ...defined({ exchangeId }),
      ...(fault === undefined ? {} : { faults: [fault] }),
    }
  })
  return runView(run)
}

function viewOf(flow: Flow): Said<FlowView> {
  return { ...flow }
}
