import {
  addToken,
  addUser,
  changeUser,
  removeToken,
  removeUser,
  verifyAudit,
} from '../../../domain/accounts/index.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { defined } from '../../../base/defined.ts'
import type { stationRoutes, tokenRoutes } from '../routes/station.ts'

type Names =
  | keyof typeof tokenRoutes
  | Extract<keyof typeof stationRoutes, `users.${string}` | `audit.${string}`>

/** Users, API tokens, and the record of what they did. */
export function userHandlers({ station }: ApiContext): Handlers<Names> {
  const { ledger } = station
  return {
    'users.list': async () => ({ items: [...(await ledger.users.list())] }),
    'users.add': ({ body, requester }) => addUser(station, signedIn(requester).actor, body),
    'users.change': async ({ params: { name }, body, requester }) =>
      (await changeUser(station, signedIn(requester).actor, name, defined(body))).user,
    'users.remove': async ({ params: { name }, requester }) => {
      await removeUser(station, signedIn(requester).actor, name)
      return undefined
    },
    'tokens.list': async () => ({ items: [...(await ledger.tokens.list())] }),
    'tokens.add': ({ body, requester }) => addToken(station, signedIn(requester).actor, body),
    'tokens.remove': async ({ params: { name }, requester }) => {
      await removeToken(station, signedIn(requester).actor, name)
      return undefined
    },
    'audit.list': async ({ query }) => {
      const { cursor, limit, from, to, ...where } = query
      const found = await ledger.audit.search({
        ...defined(where),
        ...(from === undefined ? {} : { from: new Date(from) }),
        ...(to === undefined ? {} : { to: new Date(to) }),
        ...(cursor === undefined ? {} : { before: Number(cursor) }),
        limit: limit + 1,
      })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return found.length > limit && last !== undefined
        ? { items, next: String(last.number) }
        : { items }
    },
    'audit.verify': async ({ query: { head: kept } }) => {
      const { broken, ...rest } = await verifyAudit(ledger.audit, kept)
      if (broken === undefined) return rest
      const [ja, en] = [broken.text('ja').message, broken.text('en').message]
      return { ...rest, broken: { number: Number(broken.params['number']), ja, en } }
    },
  }
}
