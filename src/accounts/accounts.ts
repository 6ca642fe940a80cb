import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../base/clock.ts'
import { HikyakuError } from '../errors/index.ts'
import type { AccountRole, ConsoleSession, Ledger, User } from '../exchange/index.ts'
import { appendAudit, audited, type Actor } from './audit.ts'
import { checkNewPassword, hashPassword, isPassword } from './passwords.ts'
import { createThrottle, type Throttle } from './throttle.ts'

const idleMilliseconds = 3_600_000
const longestMilliseconds = 12 * 3_600_000
/** A session in use is written down so often, not at each request. */
const touchMilliseconds = 60_000

/** What accounts need. */
export interface AccountContext {
  readonly ledger: Ledger
  readonly clock: Clock
}

/** Who is at work. */
export interface Signed {
  readonly actor: Actor
  readonly role: AccountRole
  /** Of a session: when it ends at the latest. */
  readonly expiresAt?: Date
}

export interface SignedIn extends Signed {
  /** For the cookie; it is kept nowhere else. */
  readonly token: string
  readonly expiresAt: Date
}

/** Sign-ins of the console in this process. */
export interface Accounts {
  /** Whether the first administrator is still to be made. */
  needsSetUp(): Promise<boolean>
  /** The code that makes the first administrator, once. */
  readonly setUpCode: string
  /** @throws HikyakuError set-up-done, set-up-code-wrong, sign-in-locked, password-weak, user-exists */
  setUp(order: SignInOrder & { readonly code: string }): Promise<SignedIn>
  /** @throws HikyakuError sign-in-refused, sign-in-locked, console-busy */
  signIn(order: SignInOrder): Promise<SignedIn>
  signOut(token: string): Promise<void>
  /** Whose session it is; undefined: nobody's, or it has ended. */
  sessionOf(token: string): Promise<Signed | undefined>
  /** Whose API token it is. */
  tokenOf(token: string): Promise<Signed | undefined>
  /**
   * Changes a user's own password; all sessions end, and a new one begins.
   *
   * @throws HikyakuError sign-in-refused, sign-in-locked, password-weak, console-busy
   */
  changePassword(order: PasswordOrder): Promise<SignedIn>
}

export interface SignInOrder {
  readonly name: string
  readonly password: string
  /** Where the request comes from. */
  readonly address: string
}

export interface PasswordOrder {
  readonly name: string
  readonly current: string
  readonly next: string
  readonly address: string
}

/** Opens the accounts of a station for a console. */
export function openAccounts(context: AccountContext): Accounts {
  const throttle = createThrottle(context.clock)
  const setUpCode = randomBytes(20).toString('base64url')
  return {
    setUpCode,
    needsSetUp: () => needsSetUp(context),
    setUp: (order) => setUp(context, throttle, setUpCode, order),
    signIn: (order) => signIn(context, throttle, order),
    signOut: (token) => signOut(context, token),
    sessionOf: (token) => sessionOf(context, token),
    tokenOf: (token) => tokenOf(context, token),
    changePassword: (order) => changePassword(context, throttle, order),
  }
}

async function needsSetUp({ ledger }: AccountContext): Promise<boolean> {
  return (await ledger.users.list()).every(({ role }) => role !== 'admin')
}

async function setUp(
  context: AccountContext,
  throttle: Throttle,
  code: string,
  order: Parameters<Accounts['setUp']>[0],
): Promise<SignedIn> {
  const keys = [`address ${order.address}`]
  throttle.check(keys)
  if (!(await needsSetUp(context))) throw new HikyakuError('set-up-done')
  if (!sameText(order.code, code)) {
    throttle.failed(keys)
    throw new HikyakuError('set-up-code-wrong')
  }
  checkNewPassword(order.password, order.name)
  const user: User = {
    name: order.name,
    role: 'admin',
    passwordHash: await hashPassword(order.password),
    createdAt: context.clock.now(),
  }
  const actor: Actor = { name: user.name, via: 'console' }
  const note = { action: 'user.set-up', subject: user.name, detail: { role: user.role } }
  await audited(context, actor, note, async ({ users }) => {
    // Looked at once more, in the commit: of two that come at once one is the first.
    if ((await users.list()).some(({ role }) => role === 'admin')) {
      throw new HikyakuError('set-up-done')
    }
    await users.add(user)
  })
  return beginSession(context, user)
}

async function signIn(
  context: AccountContext,
  throttle: Throttle,
  { name, password, address }: SignInOrder,
): Promise<SignedIn> {
  const user = await checked(context, throttle, { name, password, address })
  return beginSession(context, user)
}

/** The same answer, after the same work, whether the name or the password is wrong. */
async function checked(
  { ledger, clock }: AccountContext,
  throttle: Throttle,
  { name, password, address }: SignInOrder,
): Promise<User> {
  const keys = [`user ${name}`, `address ${address}`]
  throttle.check(keys)
  // Counted before the work, so that many tries at once are not one try.
  throttle.failed(keys)
  const user = await ledger.users.find(name)
  if (user !== undefined && (await isPassword(password, user.passwordHash))) {
    throttle.succeeded(keys)
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

/** A token of 32 random bytes, new at each sign-in: one that was planted before is worth nothing. */
async function beginSession({ ledger, clock }: AccountContext, user: User): Promise<SignedIn> {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  const actor: Actor = { name: user.name, via: 'console' }
  await ledger.commit(async ({ sessions, users, audit }) => {
    await sessions.sweep(before(now, longestMilliseconds), before(now, idleMilliseconds))
    await sessions.add({ tokenHash: digest(token), user: user.name, createdAt: now, seenAt: now })
    await users.replace({ ...user, lastLoginAt: now })
    await appendAudit(audit, actor, { action: 'session.begin', subject: user.name }, now)
  })
  return { actor, role: user.role, token, expiresAt: endOf(now) }
}

async function signOut(context: AccountContext, token: string): Promise<void> {
  const tokenHash = digest(token)
  const session = await context.ledger.sessions.find(tokenHash)
  if (session === undefined) return
  const { user } = session
  const note = { action: 'session.end', subject: user }
  await audited(context, { name: user, via: 'console' }, note, ({ sessions }) =>
    sessions.remove(tokenHash),
  )
}

async function sessionOf(
  { ledger, clock }: AccountContext,
  token: string,
): Promise<Signed | undefined> {
  const session = await ledger.sessions.find(digest(token))
  const now = clock.now()
  if (session === undefined || hasEnded(session, now)) return undefined
  const user = await ledger.users.find(session.user)
  if (user === undefined) return undefined
  if (now.getTime() - session.seenAt.getTime() > touchMilliseconds) {
    await ledger.sessions.seen(session.tokenHash, now)
  }
  return {
    actor: { name: user.name, via: 'console' },
    role: user.role,
    expiresAt: endOf(session.createdAt),
  }
}

async function tokenOf(
  { ledger, clock }: AccountContext,
  token: string,
): Promise<Signed | undefined> {
  const found = await ledger.tokens.findByHash(digest(token))
  if (found === undefined) return undefined
  const now = clock.now()
  if (now.getTime() - (found.lastUsedAt?.getTime() ?? 0) > touchMilliseconds) {
    await ledger.tokens.used(found.name, now)
  }
  return { actor: { name: found.name, via: 'token' }, role: found.role }
}

async function changePassword(
  context: AccountContext,
  throttle: Throttle,
  { name, current, next, address }: PasswordOrder,
): Promise<SignedIn> {
  const user = await checked(context, throttle, { name, password: current, address })
  checkNewPassword(next, name)
  const changed = { ...user, passwordHash: await hashPassword(next) }
  const note = { action: 'user.password', subject: name }
  await audited(context, { name, via: 'console' }, note, async ({ users, sessions }) => {
    await users.replace(changed)
    await sessions.removeOf(name)
  })
  return beginSession(context, changed)
}

function hasEnded({ createdAt, seenAt }: ConsoleSession, now: Date): boolean {
  return (
    now.getTime() - seenAt.getTime() > idleMilliseconds ||
    now.getTime() - createdAt.getTime() > longestMilliseconds
  )
}

function endOf(begun: Date): Date {
  return new Date(begun.getTime() + longestMilliseconds)
}

function before(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() - milliseconds)
}

function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)))
}

/** Tokens are random, so that a plain hash is enough. */
export function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
