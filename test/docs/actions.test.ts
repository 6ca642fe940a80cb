import { expect, test } from 'vitest'
import { catalogue, type FaultEntry, type FaultName } from '../../src/errors/index.ts'
import { actionPlaces, actions, type Action } from '../../src/wire/tls/action.ts'
import { causes } from '../../src/wire/tls/explanation/causes/index.ts'
import { advisories } from '../../src/wire/tls/index.ts'
import { advisedWith, everySetting } from '../support/failing/advised.ts'
import { asTyped, refusalOf } from './command-line.ts'

const steps = advisories.flatMap(({ workaround, undo }) => [...workaround, ...undo])
const texts = [...causes.flatMap(({ remedies }) => remedies), ...steps]

/** The catalogue speaks of these to whoever types, and of nothing that the console does. */
const typing: ReadonlySet<FaultName> = new Set(['argument-invalid'])
const entries = Object.entries<FaultEntry>(catalogue)

/** As a reader would type it. */
function typed({ command }: Pick<Action, 'command'>): string {
  return asTyped(command.replace(/^hikyaku /, ''))
}

test('every command of a remedy is taken by the command line; every place is named by one', async () => {
  const advised = everySetting().flatMap((settings) => advisedWith(settings))
  const all = [
    ...Object.values(actions),
    ...[...advised, ...steps].flatMap((one) => one.actions ?? []),
    ...entries.flatMap(([, { actions: own = [] }]) => own),
  ]
  const lines = new Set(all.map(typed))
  expect(lines.size).toBeGreaterThan(50)
  for (const line of lines) expect([line, await refusalOf(line)]).toEqual([line, undefined])
  const places = new Set(all.map((one: Partial<Action>) => one.place))
  expect(actionPlaces.filter((place) => !places.has(place))).toEqual([])
})

test('no text of a remedy names a command: it is read in the console too', () => {
  const named =
    /--[a-z]|hikyaku [a-z]|\b(?:partner|certificate|tls|fault|exchange|document|user|token) (?:set|show|list|test|import|request|check|waive|suites|retake|save|remove)\b/
  expect('（partner set {partner} --trust ファイル）').toMatch(named)
  const ofFaults = entries
    .filter(([name]) => !typing.has(name as FaultName))
    .flatMap(([, { ja, en }]) => [ja.remedy, en.remedy])
  const all = [...texts.flatMap(({ ja, en }) => [ja, en]), ...ofFaults]
  expect(all.filter((text) => named.test(text))).toEqual([])
})
