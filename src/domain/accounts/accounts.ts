import { randomBytes } from 'node:crypto'
import { liveSession, sessionOf, signOut, tokenOf } from './sessions.ts'
import type { AccountContext, Signed, SignedIn } from './signed.ts'
import {
  changePassword,
  needsSetUp,
  setUp,
  signIn,
  type PasswordOrder,
  type SetUpOrder,
  type SignInOrder,
} from './sign-in.ts'

/** Sign-ins of the console in this process. */
export interface Accounts {
  /** Whether the first administrator is still to be made. */
  needsSetUp(): Promise<boolean>
  /** The code that makes the first administrator, once. */
  readonly setUpCode: string
  /** @throws HikyakuError set-up-done, set-up-code-wrong, sign-in-locked, password-weak, user-exists */
  setUp(order: SetUpOrder): Promise<SignedIn>
  /** @throws HikyakuError sign-in-refused, sign-in-locked, console-busy */
  signIn(order: SignInOrder): Promise<SignedIn>
  signOut(token: string): Promise<void>
  /** Whose session it is; undefined: nobody's, or it has ended. */
  sessionOf(token: string): Promise<Signed | undefined>
  /** Whether it is somebody's session still; the session does not count as used by it. */
  isSession(token: string): Promise<boolean>
  /** Whose API token it is. */
  tokenOf(token: string): Promise<Signed | undefined>
  /**
   * Changes a user's own password; all sessions end, and a new one begins.
   *
   * @throws HikyakuError sign-in-refused, sign-in-locked, password-weak, console-busy
   */
  changePassword(order: PasswordOrder): Promise<SignedIn>
}

/** Opens the accounts of a station for a console. */
export function openAccounts(context: AccountContext): Accounts {
  const setUpCode = randomBytes(20).toString('base64url')
  return {
    setUpCode,
    needsSetUp: () => needsSetUp(context),
    setUp: (order) => setUp(context, setUpCode, order),
    signIn: (order) => signIn(context, order),
    signOut: (token) => signOut(context, token),
    sessionOf: (token) => sessionOf(context, token),
    isSession: async (token) => (await liveSession(context, token)) !== undefined,
    tokenOf: (token) => tokenOf(context, token),
    changePassword: (order) => changePassword(context, order),
  }
}
