import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { auditWords } from '../../web/src/words/audit.ts'
import { repository } from '../docs/repository.ts'

/** Every action that the station notes in the audit log, from its sources. */
function notedActions(): Set<string> {
  const source = join(repository, 'src')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  const actions = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(join(source, file), 'utf8').matchAll(/\baction: '([a-z-]+\.[a-z-]+)'/gu),
    ])
  return new Set(actions.map(([, action = '']) => action))
}

test('the console has a word for each action of the audit log, and for no other', () => {
  const prefix = 'audit.action.'
  const said = Object.keys(auditWords).filter((key) => key.startsWith(prefix))
  expect(said.map((key) => key.slice(prefix.length)).sort()).toEqual([...notedActions()].sort())
})
