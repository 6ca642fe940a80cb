import { timingSafeEqual } from 'node:crypto'
import { HikyakuError } from '../../errors/index.ts'
import type { User } from './shelves.ts'
import { appendAudit, audited, type Actor, type AuditNote } from './audit.ts'
import { browserOf, knowBrowser } from './browsers.ts'
import { digest } from './digest.ts'
import { checkNewPassword, hashPassword, isPassword } from './passwords.ts'
import { beginSession } from './sessions.ts'
import type { AccountContext, SignedIn } from './signed.ts'
import { countTry, forgive, type Counted } from './throttle.ts'

/** Where a request comes from. */
interface Origin {
  readonly address: string
  /** The cookie by which a browser is known that signed in before. */
  readonly browser?: string | undefined
}

export interface SignInOrder extends Origin {
  readonly name: string
  readonly password: string
}

export interface SetUpOrder extends SignInOrder {
  readonly code: string
}

export interface PasswordOrder extends Origin {
  readonly name: string
  readonly current: string
  readonly next: string
}

/** Whether there is no administrator yet. */
export async function needsSetUp({ ledger }: AccountContext): Promise<boolean> {
  return (await ledger.users.list()).every(({ role }) => role !== 'admin')
}

/** Makes the first administrator, once. */
export async function setUp(
  context: AccountContext,
  code: string,
  order: SetUpOrder,
): Promise<SignedIn> {
  if (!(await needsSetUp(context))) throw new HikyakuError('set-up-done')
  const counted: Counted[] = [{ kind: 'user at address', of: order.address }]
  await countTry(context, counted)
  if (!sameText(order.code, code)) throw new HikyakuError('set-up-code-wrong')
  await forgive(context, counted)
  checkNewPassword(order.password, order.name)
  const user: User = {
    name: order.name,
    role: 'admin',
    passwordHash: await hashPassword(order.password),
    createdAt: context.clock.now(),
  }
  const actor: Actor = { name: user.name, via: 'console' }
  const note: AuditNote = { action: 'user.set-up', subject: user.name, detail: { role: user.role } }
  await audited(context, actor, note, async ({ users }) => {
    // Looked at once more, in the commit: of two that come at once one is the first.
    if ((await users.list()).some(({ role }) => role === 'admin')) {
      throw new HikyakuError('set-up-done')
    }
    await users.add(user)
  })
  return begin(context, user, order)
}

export async function signIn(context: AccountContext, order: SignInOrder): Promise<SignedIn> {
  return begin(context, await checked(context, order), order)
}

/** Changes a user's own password; all sessions end, and a new one begins. */
export async function changePassword(
  context: AccountContext,
  { name, current, next, ...origin }: PasswordOrder,
): Promise<SignedIn> {
  const user = await checked(context, { name, password: current, ...origin })
  checkNewPassword(next, name)
  const changed = { ...user, passwordHash: await hashPassword(next) }
  const note: AuditNote = { action: 'user.password', subject: name }
  await audited(context, { name, via: 'console' }, note, async ({ users, sessions, browsers }) => {
    await users.replace(changed)
    await sessions.removeOf(name)
    await browsers.removeOf(name)
  })
  return begin(context, changed, origin)
}

/** A session, and a browser that is known from now on. */
async function begin(context: AccountContext, user: User, origin: Origin): Promise<SignedIn> {
  const signed = await beginSession(context, user)
  const browser = await knowBrowser(context, user.name, origin.browser)
  return browser === undefined ? signed : { ...signed, browser }
}

/** The same answer, after the same work, whether the name or the password is wrong. */
async function checked(
  context: AccountContext,
  { name, password, address, browser }: SignInOrder,
): Promise<User> {
  const { ledger, clock } = context
  const known = await browserOf(context, name, browser)
  // Strangers who guess at a name must not keep its owner out of the browser used before.
  const counted: readonly Counted[] =
    known === undefined
      ? [
          { kind: 'user', of: name },
          { kind: 'address', of: address },
          { kind: 'user at address', of: `${address} ${name}` },
        ]
      : [{ kind: 'browser', of: known.tokenHash }]
  // Counted before the work, so that many tries at once are not one try.
  await countTry(context, counted)
  const user = await ledger.users.find(name)
  if (user !== undefined && (await isPassword(password, user.passwordHash))) {
    await forgive(context, counted)
    return user
  }
  if (user === undefined) await isPassword(password, undefined)
  await ledger.commit(({ audit }) =>
    appendAudit(
      audit,
      { name: address, via: 'console' },
      { action: 'session.refused', subject: user?.name ?? '?' },
      clock.now(),
    ),
  )
  throw new HikyakuError('sign-in-refused')
}

function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)))
}
