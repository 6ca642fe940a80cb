import { noteFirst } from '../../../domain/accounts/index.ts'
import { callablePartner } from '../../../domain/partners/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import {
  receiveDocuments,
  sendWaiting,
  type Attempt,
  type Exchange,
  type Fault,
  type FaultLog,
  type ReceiveReport,
  type SendReport,
} from '../../../domain/exchange/index.ts'
import type { RunEnd } from '../../../station/index.ts'
import type { Answer, Requester, EventSource, Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { defined } from '../../../base/defined.ts'
import { pageOf, periodOf } from '../paging.ts'
import type { exchangeRoutes } from '../routes/exchange.ts'
import { runView } from '../run-view.ts'
import { faultView } from '../views.ts'

/** 通信ログ, and exchanges started by hand. */
export function exchangeHandlers(context: ApiContext): Handlers<keyof typeof exchangeRoutes> {
  const { station, runs, changes } = context
  return {
    'exchanges.list': async ({ query }) => {
      const { cursor, limit, from, to, ...where } = query
      const period = periodOf({ from, to, cursor })
      const order = { ...defined(where), ...period, limit: limit + 1 }
      return pageOf(await station.ledger.exchanges.search(order), limit)
    },
    'exchanges.show': async ({ params: { id } }) => {
      const found = await station.ledger.exchanges.find(id)
      if (found === undefined) throw new HikyakuError('exchange-unknown', { exchange: id })
      const faults = await faultsOf(station.ledger.faults, found)
      const programs = await station.ledger.programRuns.ofExchange(id)
      return { ...found, faults: faults.map(faultView), programs: [...programs] }
    },
    'partners.receive': async ({ params: { name }, body, requester }) => {
      const partner = await callablePartner(station.ledger, name)
      const filter = filterOf(body)
      const startedBy = signedIn(requester).actor.name
      const run = runs.start({ kind: 'receive', partner: name, startedBy }, async (watch) =>
        endOf(
          await receiveDocuments(station, partner, {
            watch,
            ...defined({ filter, max: body.max }),
          }),
        ),
      )
      return runView(run)
    },
    'partners.send': async ({ params: { name }, requester }) => {
      const partner = await callablePartner(station.ledger, name)
      const startedBy = signedIn(requester).actor.name
      const run = runs.start({ kind: 'send', partner: name, startedBy }, async (watch) =>
        endOf(await sendWaiting(station, partner, watch)),
      )
      return runView(run)
    },
    'runs.list': () => Promise.resolve({ items: runs.list().map(runView) }),
    'runs.show': ({ params: { id } }) => answer(() => runView(runs.find(id))),
    'runs.stop': ({ params: { id }, requester }) => stopRun(context, id, requester),
    'runs.events': ({ params: { id } }) => answer(() => runEvents(context, id)),
    'events.follow': () =>
      Promise.resolve((send) => {
        const ends = [
          changes.follow((what) => {
            send('changed', { what })
          }),
          runs.follow((run) => {
            send('run', runView(run))
          }),
        ]
        return () => {
          for (const end of ends) end()
        }
      }),
  }
}

/** Noted before it: the run goes on until its document is over. One that is over is left alone. */
async function stopRun(
  { station, runs }: ApiContext,
  id: string,
  requester: Requester,
): Promise<Answer<'runs.stop'>> {
  const run = runs.find(id)
  if (run.endedAt !== undefined) return runView(run)
  const { kind, partner, target } = run
  const detail = { kind, ...defined({ partner, target }) }
  await noteFirst(station, signedIn(requester).actor, { action: 'run.stop', subject: id, detail })
  return runView(runs.stop(id))
}

/** What is thrown rejects, as everywhere. */
async function answer<T>(work: () => T): Promise<T> {
  return Promise.resolve(work())
}

function runEvents({ runs }: ApiContext, id: string): EventSource {
  const first = runs.find(id)
  return (send, end) => {
    send('run', runView(first))
    if (first.endedAt !== undefined) {
      end()
      return () => undefined
    }
    return runs.follow((run) => {
      if (run.id !== id) return
      send('run', runView(run))
      if (run.endedAt !== undefined) end()
    })
  }
}

interface Kind {
  readonly formatType?: string | undefined
  readonly documentType?: string | undefined
}

/** @throws HikyakuError request-invalid */
function filterOf({
  formatType,
  documentType,
}: Kind): { formatType: string; documentType: string } | undefined {
  if (formatType !== undefined && documentType !== undefined) return { formatType, documentType }
  if (formatType === undefined && documentType === undefined) return undefined
  throw new HikyakuError('request-invalid', {
    field: formatType === undefined ? 'formatType' : 'documentType',
    detail: 'formatType and documentType belong together',
    detailJa: 'formatType と documentType は両方必要です',
  })
}

function endOf({ outcome, ...report }: SendReport | ReceiveReport): RunEnd {
  return { state: outcome, ...report }
}

/** Also those that began in an earlier exchange and counted an attempt of this one. */
async function faultsOf(
  faults: FaultLog,
  { exchange, attempts }: { readonly exchange: Exchange; readonly attempts: readonly Attempt[] },
): Promise<readonly Fault[]> {
  const own = await faults.search({ exchangeId: exchange.id, limit: 500 })
  const known = new Set(own.map(({ id }) => id))
  const others = attempts.flatMap(({ faultId }) => faultId ?? []).filter((id) => !known.has(id))
  const found = await Promise.all([...new Set(others)].map((id) => faults.find(id)))
  return [...own, ...found.filter((one) => one !== undefined)]
}
