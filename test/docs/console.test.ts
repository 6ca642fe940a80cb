import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { shortestPassword } from '../../src/domain/accounts/passwords.ts'
import { routes } from '../../src/entry/api/routes.ts'

const folder = join(import.meta.dirname, '../../docs/operations')

/** The example routes of each role, by the page's table. */
function examplesIn(page: string): [role: string, route: string][] {
  const rows = page.matchAll(/^\| `(viewer|operator|admin)`.*\|(?<examples>[^|]*)\|$/gm)
  return [...rows].flatMap(({ 1: role, groups }) =>
    [...(groups?.['examples'] ?? '').matchAll(/`([^`]+)`/g)].map(([, route]): [string, string] => [
      role ?? '',
      route ?? '',
    ]),
  )
}

describe.each(['console.md', 'console.ja.md'])('%s', (name) => {
  const page = readFileSync(join(folder, name), 'utf8')

  test('says of each role what the API gives it', () => {
    const examples = examplesIn(page)
    expect(new Set(examples.map(([role]) => role)).size).toBe(3)
    const needed = Object.values(routes).map(({ method, path, role }) => [
      role,
      `${method} ${path}`,
    ])
    for (const example of examples) expect(needed).toContainEqual(example)
  })

  test('says how long a password has to be', () => {
    expect(page).toMatch(new RegExp(`${shortestPassword} ?(characters or more|文字以上)`))
  })
})
