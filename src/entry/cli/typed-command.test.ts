import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

import { typedAt } from './typed-command.ts'

test.runIf(process.platform !== 'win32')('a shell reads back the home that was named', () => {
  const homes = ['/srv/hikyaku', './home', 'edi home', "it's $HOME", 'a"b`c', '発注', 'a&b', 'wow!']
  for (const home of homes) {
    const line = typedAt(home)('hikyaku fault list').replace(/^hikyaku/, "printf '%s\\n'")
    const read = execFileSync('bash', ['-c', line], { encoding: 'utf8' }).split('\n')
    expect(read).toEqual(['--home', home, 'fault', 'list', ''])
  }
})

test('only the program is told of it, not what is named like it', () => {
  const typed = typedAt('/srv/hikyaku')
  expect(typed('hikyaku partner show "hikyaku test"')).toBe(
    'hikyaku --home /srv/hikyaku partner show "hikyaku test"',
  )
  expect(typedAt(undefined)('hikyaku fault list')).toBe('hikyaku fault list')
  expect(typedAt('')('hikyaku fault list')).toBe('hikyaku fault list')
})
