import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { servedConsole, type ServedConsole } from '../../../../test/support/served-console.ts'

let served: ServedConsole

beforeEach(async () => {
  served = await servedConsole()
  for (const name of ['a', 'b', 'c']) {
    await served.call('admin', 'tokens.add', { body: { name, role: 'viewer' } })
  }
})
afterEach(() => served.end())

/** As somebody could who has the database file alone: the guards are taken away first. */
function tamper(...lines: readonly string[]): void {
  const database = new Database(join(served.home, 'hikyaku.db'))
  try {
    database.exec('DROP TRIGGER audit_is_kept; DROP TRIGGER audit_is_unchanged')
    for (const line of lines) database.exec(line)
  } finally {
    database.close()
  }
}

interface Verdict {
  readonly entries: number
  readonly head: string
  readonly broken?: { readonly number: number; readonly en: string }
}

async function verify(head?: string): Promise<Verdict> {
  const query = head === undefined ? {} : { query: { head } }
  const answer = await served.call('admin', 'audit.verify', query)
  expect(answer.status).toBe(200)
  return (await answer.json()) as Verdict
}

/** A fourth column for each entry: three tokens of the roles, then a, b and c. */
const swap = (a: number, b: number): string[] => [
  `UPDATE audit SET number = -1 WHERE number = ${a}`,
  `UPDATE audit SET number = ${a} WHERE number = ${b}`,
  `UPDATE audit SET number = ${b} WHERE number = -1`,
]

describe('the check of the audit log', () => {
  test('is content with one that nobody touched', async () => {
    const { entries, head, broken } = await verify()
    expect([entries, broken]).toEqual([6, undefined])
    expect(await verify(head)).toEqual({ entries, head })
  })

  test.each<[string, string[], number]>([
    ['an entry that was altered', ["UPDATE audit SET actor = 'other' WHERE number = 4"], 4],
    ['one whose detail was altered', [`UPDATE audit SET detail = '{}' WHERE number = 4`], 4],
    [
      'one that is dated back',
      ["UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE number = 5"],
      5,
    ],
    ['one with a time that is none', ["UPDATE audit SET at = 'never' WHERE number = 5"], 5],
    ['one that was taken out', ['DELETE FROM audit WHERE number = 4'], 4],
    [
      'one taken out and the numbers closed up',
      [
        'DELETE FROM audit WHERE number = 4',
        ...[5, 6].map((one) => `UPDATE audit SET number = ${one - 1} WHERE number = ${one}`),
      ],
      4,
    ],
    ['two that changed places', swap(4, 5), 4],
    ['the newest ones cut off', ['DELETE FROM audit WHERE number > 4'], 5],
    ['all cut off', ['DELETE FROM audit'], 1],
    [
      'cut off with the seal of the newest',
      ['DELETE FROM audit WHERE number > 4', "DELETE FROM secret WHERE owner = 'audit'"],
      5,
    ],
    [
      'an entry put in at the end',
      [
        'INSERT INTO audit SELECT 7, at, actor, via, action, subject, detail, hash, hash FROM audit WHERE number = 6',
      ],
      7,
    ],
  ])('shows %s', async (_what, lines, number) => {
    tamper(...lines)
    const { broken } = await verify()
    expect(broken).toMatchObject({ number })
    // What is written after it neither hides nor heals it.
    await served.call('admin', 'tokens.add', { body: { name: 'later', role: 'viewer' } })
    expect((await verify()).broken).toMatchObject({ number })
  })

  test('shows that all of it is gone, seal and all, to who kept the head elsewhere', async () => {
    const { head } = await verify()
    tamper('DELETE FROM audit', "DELETE FROM secret WHERE owner = 'audit'")
    expect((await verify(head)).broken).toMatchObject({ number: 1 })
  })

  test('is for administrators, and the database itself refuses changes to the log', async () => {
    expect((await served.call('operator', 'audit.verify')).status).toBe(403)
    const database = new Database(join(served.home, 'hikyaku.db'))
    expect(() => database.exec('DELETE FROM audit')).toThrow(/only grows/)
    expect(() => database.exec("UPDATE audit SET actor = 'x'")).toThrow(/only grows/)
    database.close()
  })
})
