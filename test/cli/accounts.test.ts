import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { type, words, type Outcome } from './terminal.ts'

let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-accounts-'))
  await type(['init'], { directory: folder })
  writeFileSync(join(folder, 'password'), 'correct horse battery\n', { mode: 0o600 })
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const hikyaku = (line: string): Promise<Outcome> => type(words(line), { directory: folder })

describe('accounts on the command line', () => {
  test('are added, listed without a hash, changed, and removed but for the last administrator', async () => {
    const add = 'user add sato --role admin --password-file password --lang en'
    expect(await hikyaku(add)).toMatchObject({ status: 0, stderr: '' })
    expect((await hikyaku(add)).stderr).toContain('20170')
    await hikyaku('user add suzuki --role viewer --password-file password')
    expect((await hikyaku('user set suzuki --role operator')).status).toBe(0)
    const same = await hikyaku('user set suzuki --role operator --lang ja')
    expect(same.stdout).toBe('ユーザー suzuki（operator）に変更はありません。\n')
    const { stdout } = await hikyaku('user list --json')
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([
      { name: 'sato', role: 'admin' },
      { name: 'suzuki', role: 'operator' },
    ])
    expect(stdout).not.toMatch(/hash|argon2/i)
    expect((await hikyaku('user remove suzuki')).status).toBe(0)
    expect((await hikyaku('user remove sato')).status).not.toBe(0)
    expect((await hikyaku('user set nobody --role admin')).stderr).toContain('20170')
    expect((await hikyaku('user add x --role king --password-file password')).status).toBe(3)
  })

  test('of programs are tokens, shown once', async () => {
    const made = JSON.parse((await hikyaku('token add erp --role viewer --json')).stdout) as {
      secret: string
    }
    expect(made.secret.length).toBeGreaterThan(40)
    const listed = (await hikyaku('token list --json')).stdout
    expect(JSON.parse(listed)).toMatchObject({ name: 'erp', role: 'viewer' })
    expect(listed).not.toContain(made.secret)
    expect((await hikyaku('token remove erp')).status).toBe(0)
    expect((await hikyaku('token remove erp')).stderr).toContain('20170')
  })
})

test('the audit log tells who did what, and verify finds an entry that was written over', async () => {
  await hikyaku('user add sato --role admin --password-file password')
  await hikyaku('token add erp --role viewer')
  expect((await hikyaku('audit list --lang en')).stdout).toMatch(/token\.add[\s\S]*user\.add/)
  expect(await hikyaku('audit verify --lang en')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('All 2 entries') as string,
  })

  const { head } = JSON.parse((await hikyaku('audit verify --json')).stdout) as { head: string }
  expect((await hikyaku(`audit verify --head ${head}`)).status).toBe(0)
  const never = await hikyaku(`audit verify --head ${'a'.repeat(64)} --lang en`)
  expect(never.stderr).toContain('whose hash was kept')

  // As somebody could who has the database file: the guard taken away, an entry changed.
  const database = new Database(join(folder, 'home', 'hikyaku.db'))
  const guards = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'audit%'")
    .pluck()
    .all() as string[]
  for (const guard of guards) database.exec(`DROP TRIGGER "${guard}"`)
  const [table] = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'audit%'")
    .pluck()
    .all() as string[]
  database.exec(`UPDATE "${table ?? ''}" SET subject = 'somebody else' WHERE number = 1`)
  database.close()
  const broken = await hikyaku('audit verify --lang en')
  expect(broken.status).not.toBe(0)
  expect(broken.stderr).toMatch(/Entry 1 of the audit log is not what was written/)
})
