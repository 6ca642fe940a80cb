import type { SignedIn } from '../../accounts/index.ts'
import type { Answer, Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import type { sessionRoutes } from '../routes/station.ts'

/** Sign in, sign out, first administrator. */
export function sessionHandlers({ accounts }: ApiContext): Handlers<keyof typeof sessionRoutes> {
  return {
    'session.show': async ({ caller: { signed } }) => {
      if (await accounts.needsSetUp()) return { state: 'set-up-needed' }
      if (signed?.expiresAt === undefined) return { state: 'signed-out' }
      const user = { name: signed.actor.name, role: signed.role }
      return { state: 'signed-in', user, expiresAt: signed.expiresAt }
    },
    'session.login': async ({ body, caller, cookie }) => {
      const signed = await accounts.signIn({ ...body, address: caller.address })
      // What was signed in before in this browser has come to its end.
      if (cookie.token !== undefined) await accounts.signOut(cookie.token)
      return begin(signed, cookie)
    },
    'session.logout': async ({ cookie }) => {
      if (cookie.token !== undefined) await accounts.signOut(cookie.token)
      cookie.clear()
      return undefined
    },
    'session.password': async ({ body, caller, cookie }) => {
      const { name } = signedIn(caller).actor
      const order = { ...body, name, address: caller.address }
      return begin(await accounts.changePassword(order), cookie)
    },
    'session.set-up': async ({ body, caller, cookie }) =>
      begin(await accounts.setUp({ ...body, address: caller.address }), cookie),
  }
}

function begin(
  { actor, role, token, expiresAt }: SignedIn,
  cookie: { set(token: string): void },
): Answer<'session.show'> {
  cookie.set(token)
  return { state: 'signed-in', user: { name: actor.name, role }, expiresAt }
}
