import { expect, test } from 'vitest'

import { helpJa } from '../../src/entry/cli/messages/help-ja.ts'
import { ja } from '../../src/entry/cli/messages/ja.ts'
import { words } from '../../web/src/words/words.ts'
import { textsBelow } from './repository.ts'

const commandLine = textsOf(['src/entry/cli'], 'src/entry/cli/messages/')
const consoleTexts = textsOf(['web/src'], 'web/src/words/')
const styles = [...textsBelow('web/src/style', '.css').values()].join('\n')

/** All texts of some folders, one after the other; without where the words themselves stand. */
function textsOf(folders: readonly string[], without: string): string {
  return folders
    .flatMap((folder) => [...textsBelow(folder, '.ts'), ...textsBelow(folder, '.tsx')])
    .filter(([file]) => !file.endsWith('.test.ts'))
    .filter(([file]) => !file.startsWith(without) || file.endsWith('index.ts'))
    .map(([, text]) => text)
    .join('\n')
}

/**
 * Keys that no text names, neither whole nor by their beginning, as `state.` of `state.${state}`
 * or in `'state.' + state`.
 */
function unused(keys: readonly string[], text: string): string[] {
  const whole = new Set([...text.matchAll(/(?<=(['"`]))[\w.-]+(?=\1)/gu)].map(([key]) => key))
  const begun = [...text.matchAll(/(?<=['`])(?:[\w-]+\.)+[\w.-]*(?=\$\{|')/gu)]
    .map(([start]) => start)
    .filter((start) => !keys.includes(start))
  return keys.filter((key) => !whole.has(key) && !begun.some((start) => key.startsWith(start)))
}

test.each([
  ['messages of the command line', Object.keys(ja), commandLine],
  ['helps of the command line', Object.keys(helpJa), commandLine],
  ['words of the console', Object.keys(words), consoleTexts],
])('%s are all said somewhere', (_what, keys, text) => {
  expect(keys.length).toBeGreaterThan(100)
  expect(unused(keys, text)).toEqual([])
})

test('classes and colours of the console are all worn', () => {
  const classes = [...styles.matchAll(/\.([a-z][\w-]*)(?=[\s,{:.>[+~)])/gu)].map(
    ([, name = '']) => name,
  )
  const own = [...new Set(classes)].filter((name) => !name.startsWith('mantine-'))
  const isWorn = (name: string): boolean =>
    new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'u').test(consoleTexts) ||
    name
      .split('-')
      .some((_, at, parts) => consoleTexts.includes(`${parts.slice(0, at).join('-')}-\${`))
  expect(own.filter((name) => !isWorn(name))).toEqual([])
  const variables = [...styles.matchAll(/(--[a-z][\w-]*):/gu)].map(([, name = '']) => name)
  const all = styles + consoleTexts
  expect(
    variables.filter((name) => !name.startsWith('--mantine-') && !all.includes(`var(${name}`)),
  ).toEqual([])
})

test('a key that nobody says is found', () => {
  const text = "t('a.one'); t(`b.${state}`); say('c.' + what)"
  expect(unused(['a.one', 'a.two', 'b.x', 'c.y', 'cc.y'], text)).toEqual(['a.two', 'cc.y'])
})
