import { expect, test } from 'vitest'
import { appendAudit, verifyAudit } from '../../src/domain/accounts/index.ts'
import { HikyakuError } from '../../src/errors/index.ts'
import type { ApiToken, AuditEntry, ConsoleSession, User } from '../../src/domain/accounts/index.ts'
import type { BenchOf } from './bench.ts'
import { oddTexts, start } from './samples.ts'

const user = (name: string): User => ({
  name,
  role: 'operator',
  passwordHash: `hash of ${name}`,
  createdAt: start,
})
const later = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)
const session = (tokenHash: string, name: string, seenAt = start): ConsoleSession => ({
  tokenHash,
  user: name,
  createdAt: start,
  seenAt,
})

/** Users, sessions, known browsers and API tokens. */
export function testAccounts(bench: BenchOf): void {
  test.each(['sato', ...oddTexts])('gives the user %j back', async (name) => {
    const { users } = bench().ledger
    await users.add(user(name))
    expect(await users.find(name)).toStrictEqual(user(name))
    const changed: User = { ...user(name), role: 'admin', lastLoginAt: later(1) }
    expect(await users.replace(changed)).toBe(true)
    expect(await users.list()).toStrictEqual([changed])
    await expect(users.add(user(name))).rejects.toMatchObject({ fault: 'user-exists' })
  })

  test('forgets a removed user with sessions and browsers, and nobody else’s', async () => {
    const { users, sessions, browsers } = bench().ledger
    for (const name of ['a', 'b']) {
      await users.add(user(name))
      await sessions.add(session(`s ${name}`, name))
      await browsers.put({ tokenHash: `k ${name}`, user: name, seenAt: start })
    }
    expect(await users.remove('a')).toBe(true)
    expect(await users.remove('a')).toBe(false)
    expect(await users.replace(user('a'))).toBe(false)
    expect([await sessions.find('s a'), await browsers.find('k a')]).toEqual([undefined, undefined])
    expect(await sessions.find('s b')).toStrictEqual(session('s b', 'b'))
    expect(await browsers.find('k b')).toMatchObject({ user: 'b' })
  })

  test('sweeps sessions that were made, or last seen, too long ago', async () => {
    const { sessions } = bench().ledger
    await sessions.add(session('old', 'a', later(50)))
    await sessions.add({ ...session('idle', 'a', later(60)), createdAt: later(60) })
    await sessions.add({ ...session('fresh', 'a', later(99)), createdAt: later(60) })
    await sessions.seen('fresh', later(120))
    await sessions.sweep(later(10), later(100))
    expect(await sessions.find('old')).toBeUndefined()
    expect(await sessions.find('idle')).toBeUndefined()
    expect(await sessions.find('fresh')).toMatchObject({ seenAt: later(120) })
  })

  test('keeps the browsers of a user that were seen last, and all of the others', async () => {
    const { browsers } = bench().ledger
    await browsers.put({ tokenHash: 'other', user: 'b', seenAt: start })
    for (let at = 0; at < 55; at += 1) {
      await browsers.put({ tokenHash: `k${at}`, user: 'a', seenAt: later(at) })
    }
    expect(await browsers.find('k4')).toBeUndefined()
    expect(await browsers.find('k5')).toStrictEqual({
      tokenHash: 'k5',
      user: 'a',
      seenAt: later(5),
    })
    expect(await browsers.find('other')).toBeDefined()
  })

  test('gives failed sign-ins back, and writes them over', async () => {
    const { failures } = bench().ledger
    await failures.put({ key: 'k', count: 1, at: start, until: start })
    const second = { key: 'k', count: 1.75, at: later(5), until: later(9) }
    await failures.put(second)
    expect(await failures.find('k')).toStrictEqual(second)
    await failures.remove('k')
    expect(await failures.find('k')).toBeUndefined()
  })

  test('finds an API token by its hash, once made and until it is removed', async () => {
    const { tokens } = bench().ledger
    const token: ApiToken = {
      name: 't',
      role: 'viewer',
      tokenHash: 'h',
      createdAt: start,
      createdBy: 'a',
    }
    await tokens.add(token)
    await tokens.used('t', later(1))
    expect(await tokens.findByHash('h')).toStrictEqual({ ...token, lastUsedAt: later(1) })
    await expect(tokens.add({ ...token, tokenHash: 'i' })).rejects.toMatchObject({
      fault: 'token-exists',
    })
    expect([await tokens.remove('t'), await tokens.remove('t')]).toEqual([true, false])
    expect(await tokens.findByHash('h')).toBeUndefined()
  })
}

/** The audit log: in order, only added to, its end sealed. */
export function testAudit(bench: BenchOf): void {
  const note = async (subject: string): Promise<void> => {
    const actor = { name: 'a', via: 'token' } as const
    await bench().ledger.commit(({ audit }) =>
      appendAudit(
        audit,
        actor,
        { action: 'partner.add', subject, detail: { n: 1, b: true } },
        start,
      ),
    )
  }
  const subjects = (entries: readonly AuditEntry[]): string[] =>
    entries.map(({ subject }) => subject)

  test('tells nothing of its end while it is empty, then the newest entry', async () => {
    const { audit } = bench().ledger
    expect(await audit.head()).toBeUndefined()
    await note('one')
    await note('two')
    const [newest] = await audit.search({ limit: 1 })
    expect(await audit.head()).toStrictEqual({ number: 2, hash: newest?.hash })
  })

  test('lists newest first, and reads on from the oldest', async () => {
    const { audit } = bench().ledger
    for (const subject of ['one', 'two', 'three', ...oddTexts]) await note(subject)
    expect(subjects(await audit.search({ before: 4 }))).toEqual(['three', 'two', 'one'])
    expect(subjects(await audit.search({ subject: 'two', actor: 'a' }))).toEqual(['two'])
    expect(subjects(await audit.search({ to: start }))).toEqual([])
    expect(subjects(await audit.after(1, 2))).toEqual(['two', 'three'])
    expect(await verifyAudit(audit)).toMatchObject({ entries: 3 + oddTexts.length })
    expect((await verifyAudit(audit)).broken).toBeUndefined()
  })

  test('has no gap and no twin when many write at once, over two connections', async () => {
    const second = await bench().open()
    const actor = { name: 'a', via: 'token' } as const
    const write = (ledger: typeof second, subject: string): Promise<void> =>
      ledger.commit(({ audit }) =>
        appendAudit(audit, actor, { action: 'partner.add', subject }, start),
      )
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        write(at % 2 === 0 ? second : bench().ledger, String(at)),
      ),
    )
    const verdict = await verifyAudit(second.audit)
    expect([verdict.entries, verdict.broken]).toEqual([40, undefined])
  })

  test('takes an entry back with the commit that fails', async () => {
    const { ledger } = bench()
    await note('kept')
    const failing = ledger.commit(async ({ audit }) => {
      const actor = { name: 'a', via: 'token' } as const
      await appendAudit(audit, actor, { action: 'partner.add', subject: 'gone' }, start)
      throw new HikyakuError('interrupted')
    })
    await expect(failing).rejects.toMatchObject({ fault: 'interrupted' })
    expect(subjects(await ledger.audit.search({}))).toEqual(['kept'])
    expect(await ledger.audit.head()).toMatchObject({ number: 1 })
    expect((await verifyAudit(ledger.audit)).broken).toBeUndefined()
  })
}
