import { acknowledgeFault } from '../../../domain/exchange/index.ts'
import { catalogue, faultNameOf, HikyakuError, type FaultName } from '../../../errors/index.ts'
import type { Fault } from '../../../domain/exchange/index.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { defined } from '../../../base/defined.ts'
import { pageOf, periodOf } from '../paging.ts'
import type { faultRoutes } from '../routes/exchange.ts'
import { faultView } from '../views.ts'

/** 障害ログ. */
export function faultHandlers(context: ApiContext): Handlers<keyof typeof faultRoutes> {
  const { station } = context
  return {
    'faults.list': async ({ query }) => {
      const { number, status, open, limit, partner, ...period } = query
      const names = namesOf(number, status)
      const found = await station.ledger.faults.search({
        ...defined({ partner }),
        ...defined({ names }),
        ...(open === undefined ? {} : { open: open === 'true' }),
        ...periodOf(period),
        limit: limit + 1,
      })
      const { items, ...rest } = pageOf(found, limit)
      return { items: items.map(faultView), ...rest }
    },
    'faults.show': async ({ params: { id } }) => faultView(await findFault(context, id)),
    'faults.acknowledge': async ({ params: { id }, body: { comment }, requester }) => {
      const { actor } = signedIn(requester)
      const { fault } = await acknowledgeFault(station, actor, id, { comment })
      return faultView(fault)
    },
  }
}

/** @throws HikyakuError fault-unknown */
async function findFault({ station }: ApiContext, id: string): Promise<Fault> {
  const fault = await station.ledger.faults.find(id)
  if (fault === undefined) throw new HikyakuError('fault-unknown', { faultId: id })
  return fault
}

/** The faults of the catalogue that a query means; undefined: all. */
function namesOf(
  number: string | undefined,
  status: 'fault' | 'warning' | undefined,
): readonly FaultName[] | undefined {
  if (number === undefined && status === undefined) return undefined
  const known = number === undefined ? undefined : faultNameOf(number)
  const all = number === undefined ? (Object.keys(catalogue) as FaultName[]) : [known]
  return all
    .filter((name) => name !== undefined)
    .filter((name) => status === undefined || catalogue[name].status === status)
}
