import { randomBytes } from 'node:crypto'
import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { AccountRole, ApiToken, User } from './shelves.ts'
import type { Tables } from '../exchange/ports.ts'
import { audited, type Actor, type AuditNote } from './audit.ts'
import { digest } from './digest.ts'
import { checkNewPassword, hashPassword } from './passwords.ts'
import type { AccountContext } from './signed.ts'
import { keyOf } from './throttle.ts'

/** What every token of ours begins with, so that scanners find one that was left lying about. */
const tokenPrefix = 'hikyaku_'

export interface NewUser {
  readonly name: string
  readonly role: AccountRole
  readonly password: string
}

/** @throws HikyakuError user-exists, password-weak, console-busy */
export async function addUser(
  context: AccountContext,
  actor: Actor,
  { name, role, password }: NewUser,
): Promise<User> {
  checkNewPassword(password, name)
  if ((await context.ledger.users.find(name)) !== undefined) {
    throw new HikyakuError('user-exists', { user: name })
  }
  const passwordHash = await hashPassword(password)
  const user: User = { name, role, passwordHash, createdAt: context.clock.now() }
  const note: AuditNote = { action: 'user.add', subject: name, detail: { role } }
  await audited(context, actor, note, ({ users }) => users.add(user))
  return user
}

/**
 * Changes role or password of a user, and ends the user's sessions. What changes nothing
 * does neither.
 *
 * @throws HikyakuError user-unknown, last-administrator, password-weak, console-busy
 */
export async function changeUser(
  context: AccountContext,
  actor: Actor,
  name: string,
  change: Partial<Pick<NewUser, 'role' | 'password'>>,
): Promise<{ readonly user: User; readonly changed: boolean }> {
  const { role, password } = change
  if (password !== undefined) checkNewPassword(password, name)
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  const detail = {
    ...defined({ role }),
    ...(password === undefined ? {} : { password: 'changed' }),
  }
  const note = ({ changed }: { readonly changed: boolean }): AuditNote | undefined =>
    changed ? { action: 'user.change', subject: name, detail } : undefined
  return audited(context, actor, note, async (tables) => {
    const before = await known(tables, name)
    const changed = passwordHash !== undefined || (role !== undefined && role !== before.role)
    if (!changed) return { user: before, changed }
    if (role !== undefined && role !== 'admin') await refuseLast(tables, before)
    const after: User = {
      ...before,
      ...defined({ role, passwordHash }),
    }
    await tables.users.replace(after)
    await tables.sessions.removeOf(name)
    // With a new password of an administrator's the user gets in at once.
    if (passwordHash !== undefined) {
      await tables.failures.remove(keyOf({ kind: 'user', of: name }))
      await tables.browsers.removeOf(name)
    }
    return { user: after, changed }
  })
}

/** @throws HikyakuError user-unknown, last-administrator */
export async function removeUser(
  context: AccountContext,
  actor: Actor,
  name: string,
): Promise<void> {
  await audited(context, actor, { action: 'user.remove', subject: name }, async (tables) => {
    await refuseLast(tables, await known(tables, name))
    await tables.users.remove(name)
  })
}

/**
 * Makes a key for a program. It is told here once, and kept nowhere.
 *
 * @throws HikyakuError token-exists
 */
export async function addToken(
  context: AccountContext,
  actor: Actor,
  { name, role }: Pick<NewUser, 'name' | 'role'>,
): Promise<{ readonly token: ApiToken; readonly secret: string }> {
  const secret = tokenPrefix + randomBytes(32).toString('base64url')
  const token: ApiToken = {
    name,
    role,
    tokenHash: digest(secret),
    createdAt: context.clock.now(),
    createdBy: actor.name,
  }
  const note: AuditNote = { action: 'token.add', subject: name, detail: { role } }
  await audited(context, actor, note, ({ tokens }) => tokens.add(token))
  return { token, secret }
}

/** @throws HikyakuError token-unknown */
export async function removeToken(
  context: AccountContext,
  actor: Actor,
  name: string,
): Promise<void> {
  await audited(context, actor, { action: 'token.remove', subject: name }, async ({ tokens }) => {
    if (!(await tokens.remove(name))) throw new HikyakuError('token-unknown', { token: name })
  })
}

async function known({ users }: Tables, name: string): Promise<User> {
  const user = await users.find(name)
  if (user === undefined) throw new HikyakuError('user-unknown', { user: name })
  return user
}

/** Without an administrator nobody could let anybody in. */
async function refuseLast({ users }: Tables, user: User): Promise<void> {
  if (user.role !== 'admin') return
  const others = (await users.list()).some(
    ({ name, role }) => role === 'admin' && name !== user.name,
  )
  if (!others) throw new HikyakuError('last-administrator', { user: user.name })
}
