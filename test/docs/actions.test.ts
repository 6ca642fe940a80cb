import { expect, test } from 'vitest'
import { actions, type Action } from '../../src/tls/action.ts'
import { causes } from '../../src/tls/explanation/causes/index.ts'
import { advisories } from '../../src/tls/index.ts'
import { advisedWith, everySetting } from '../support/failing/advised.ts'
import { refusalOf } from './command-line.ts'

const steps = advisories.flatMap(({ workaround, undo }) => [...workaround, ...undo])
const texts = [...causes.flatMap(({ remedies }) => remedies), ...steps]

/** As a reader would type it. */
function typed({ command }: Action): string {
  return command.replace(/^hikyaku /, '').replaceAll('{partner}', 'retailer')
}

test('every command of a remedy is one that the command line takes, whatever the settings', async () => {
  const advised = everySetting().flatMap((settings) => advisedWith(settings))
  const all = [
    ...Object.values(actions),
    ...[...advised, ...steps].flatMap((one) => one.actions ?? []),
  ]
  const lines = new Set(all.map(typed))
  expect(lines.size).toBeGreaterThan(50)
  for (const line of lines) expect([line, await refusalOf(line)]).toEqual([line, undefined])
})

test('no text of a remedy names a command: it is read in the console too', () => {
  const named =
    /--[a-z]|\b(?:partner|certificate|tls) (?:set|show|test|import|request|check|waive|suites)\b/
  expect('（partner set {partner} --trust ファイル）').toMatch(named)
  expect(texts.flatMap(({ ja, en }) => [ja, en]).filter((text) => named.test(text))).toEqual([])
})
