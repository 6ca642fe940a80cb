import { randomBytes } from 'node:crypto'
import type { KnownBrowser } from './shelves.ts'
import { digest } from './digest.ts'
import type { AccountContext } from './signed.ts'

/** The browser that holds this cookie, if this user signed in with it before. */
export async function browserOf(
  { ledger }: AccountContext,
  user: string,
  token: string | undefined,
): Promise<KnownBrowser | undefined> {
  if (token === undefined) return undefined
  const found = await ledger.browsers.find(digest(token))
  return found?.user === user ? found : undefined
}

/**
 * Remembers a browser in which a user has signed in.
 *
 * @returns the token for its cookie; undefined: it is known already
 */
export async function knowBrowser(
  context: AccountContext,
  user: string,
  token: string | undefined,
): Promise<string | undefined> {
  const { ledger, clock } = context
  const known = await browserOf(context, user, token)
  const fresh = known === undefined ? randomBytes(32).toString('base64url') : undefined
  const tokenHash = known?.tokenHash ?? digest(fresh ?? '')
  await ledger.browsers.put({ tokenHash, user, seenAt: clock.now() })
  return fresh
}
