import { expect, test } from 'vitest'

import { auditWords } from '../../web/src/words/audit.ts'
import { auditActions } from '../../src/domain/accounts/index.ts'

test('the console has a word for each action of the audit log, and for no other', () => {
  const prefix = 'audit.action.'
  const said = Object.keys(auditWords).filter((key) => key.startsWith(prefix))
  expect(said.map((key) => key.slice(prefix.length)).sort()).toEqual([...auditActions].sort())
})
