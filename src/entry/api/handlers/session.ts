import type { SignedIn } from '../../../domain/accounts/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import type { Answer, Handlers, TokenCookie } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import type { sessionRoutes } from '../routes/station.ts'

/** Sign in, sign out, first administrator. */
export function sessionHandlers({ accounts }: ApiContext): Handlers<keyof typeof sessionRoutes> {
  return {
    'session.show': async ({ requester: { signed } }) => {
      if (await accounts.needsSetUp()) return { state: 'set-up-needed' }
      if (signed?.expiresAt === undefined) return { state: 'signed-out' }
      const user = { name: signed.actor.name, role: signed.role }
      return { state: 'signed-in', user, expiresAt: signed.expiresAt }
    },
    'session.login': async ({ body, requester, cookie, browser }) => {
      const order = { ...body, address: requester.address, browser: browser.token }
      const signed = await accounts.signIn(order)
      // What was signed in before in this browser has come to its end.
      if (cookie.token !== undefined) await accounts.signOut(cookie.token)
      return begin(signed, cookie, browser)
    },
    'session.logout': async ({ cookie }) => {
      if (cookie.token !== undefined) await accounts.signOut(cookie.token)
      cookie.clear()
      return undefined
    },
    'session.password': async ({ body, requester, cookie, browser }) => {
      const { name, via } = signedIn(requester).actor
      // A token may bear a user's name, and is not that user.
      if (via === 'token') throw new HikyakuError('sign-in-needed')
      const order = { ...body, name, address: requester.address, browser: browser.token }
      return begin(await accounts.changePassword(order), cookie, browser)
    },
    'session.set-up': async ({ body, requester, cookie, browser }) => {
      const order = { ...body, address: requester.address, browser: browser.token }
      return begin(await accounts.setUp(order), cookie, browser)
    },
  }
}

function begin(
  { actor, role, token, expiresAt, browser: known }: SignedIn,
  cookie: TokenCookie,
  browser: TokenCookie,
): Answer<'session.show'> {
  cookie.set(token)
  if (known !== undefined) browser.set(known)
  return { state: 'signed-in', user: { name: actor.name, role }, expiresAt }
}
