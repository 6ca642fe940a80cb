import { expect, test } from 'vitest'
import { actions, type Action } from '../../src/tls/action.ts'
import { causes } from '../../src/tls/explanation/causes/index.ts'
import type { Remedy } from '../../src/tls/explanation/explanation.ts'
import { advisories } from '../../src/tls/index.ts'
import { refusalOf } from './command-line.ts'

const remedies: readonly Remedy[] = [
  ...causes.flatMap((cause) => cause.remedies),
  ...advisories.flatMap(({ workaround, undo }) => [...workaround, ...undo]),
]
const slots: Readonly<Record<string, string>> = {
  partner: 'retailer',
  waive: 'ssl3,weak-suites',
  old: 'TLSv1',
}

/** As a reader would type it. */
function typed({ command }: Action): string {
  return command
    .replace(/^hikyaku /, '')
    .replaceAll(/\{(\w+)\}/g, (slot, name: string) => slots[name] ?? slot)
}

test('every command of a remedy is one that the command line takes', async () => {
  const all = [...Object.values(actions), ...remedies.flatMap((one) => one.actions ?? [])]
  expect(all.length).toBeGreaterThan(50)
  for (const line of new Set(all.map(typed))) {
    expect([line, await refusalOf(line)]).toEqual([line, undefined])
  }
})

test('no text of a remedy names a command: it is read in the console too', () => {
  const named =
    /--[a-z]|\b(?:partner|certificate|tls) (?:set|show|test|import|request|check|waive|suites)\b/
  expect('（partner set {partner} --trust ファイル）').toMatch(named)
  expect(remedies.flatMap(({ ja, en }) => [ja, en]).filter((text) => named.test(text))).toEqual([])
})
