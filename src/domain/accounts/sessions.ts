import { randomBytes } from 'node:crypto'
import type { ConsoleSession, User } from './shelves.ts'
import { appendAudit, audited, type Actor, type AuditNote } from './audit.ts'
import { digest } from './digest.ts'
import type { AccountContext, Signed, SignedIn } from './signed.ts'

const idleMilliseconds = 3_600_000
const longestMilliseconds = 12 * 3_600_000
/** A session in use is written down so often, not at each request. */
const touchMilliseconds = 60_000

/** A token of 32 random bytes, new at each sign-in: one that was planted before is worth nothing. */
export async function beginSession(
  { ledger, clock }: AccountContext,
  user: User,
): Promise<SignedIn> {
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

/** Ends a session. */
export async function signOut(context: AccountContext, token: string): Promise<void> {
  const tokenHash = digest(token)
  const session = await context.ledger.sessions.find(tokenHash)
  if (session === undefined) return
  const { user } = session
  const note: AuditNote = { action: 'session.end', subject: user }
  await audited(context, { name: user, via: 'console' }, note, ({ sessions }) =>
    sessions.remove(tokenHash),
  )
}

/** The session of a token with its user; undefined: there is none, or it has ended. */
export async function liveSession(
  { ledger, clock }: AccountContext,
  token: string,
): Promise<{ readonly session: ConsoleSession; readonly user: User } | undefined> {
  const session = await ledger.sessions.find(digest(token))
  if (session === undefined || hasEnded(session, clock.now())) return undefined
  const user = await ledger.users.find(session.user)
  return user === undefined ? undefined : { session, user }
}

/** Whose session it is, which counts as used now; undefined: nobody's, or it has ended. */
export async function sessionOf(
  context: AccountContext,
  token: string,
): Promise<Signed | undefined> {
  const live = await liveSession(context, token)
  if (live === undefined) return undefined
  const { session, user } = live
  const now = context.clock.now()
  if (now.getTime() - session.seenAt.getTime() > touchMilliseconds) {
    await context.ledger.sessions.seen(session.tokenHash, now)
  }
  return {
    actor: { name: user.name, via: 'console' },
    role: user.role,
    expiresAt: endOf(session.createdAt),
  }
}

/** Whose API token it is. */
export async function tokenOf(
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

/** One from a time that is to come, as a clock was ahead, has ended just as an old one. */
function hasEnded({ createdAt, seenAt }: ConsoleSession, now: Date): boolean {
  return (
    Math.abs(now.getTime() - seenAt.getTime()) > idleMilliseconds ||
    Math.abs(now.getTime() - createdAt.getTime()) > longestMilliseconds
  )
}

function endOf(begun: Date): Date {
  return new Date(begun.getTime() + longestMilliseconds)
}

function before(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() - milliseconds)
}
