import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { catalogue } from '../../src/errors/index.ts'
import {
  commandNames,
  commandsInBlocks,
  commandsInProse,
  optionNames,
  optionsInProse,
  asTyped,
  refusalOf,
} from './command-line.ts'
import { codeWords, tableOf } from './markdown.ts'
import { pages, repository } from './repository.ts'

const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}
const readmes = ['README.md', 'README.ja.md'] as const

/** The commands of a page that the command line refuses, with its reason. */
async function refusedIn(page: string): Promise<string[]> {
  const refused: string[] = []
  for (const line of [...commandsInBlocks(page), ...commandsInProse(page)]) {
    const reason = await refusalOf(asTyped(line))
    if (reason !== undefined) refused.push(`hikyaku ${line}: ${reason}`)
  }
  return refused
}

function unknownOptions(page: string): string[] {
  const known = optionNames()
  return optionsInProse(page).filter((option) => !known.has(option))
}

function unknownScripts(page: string): string[] {
  const named = [...page.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)
  return named.filter((name) => scripts[name] === undefined)
}

describe.each([...pages()])('%s', (path, page) => {
  test('holds only commands that the command line takes', async () => {
    expect(await refusedIn(page)).toEqual([])
  })

  test('names only options and npm scripts that there are', () => {
    // The benchmarks have options of their own.
    if (!path.startsWith('bench/')) expect(unknownOptions(page)).toEqual([])
    expect(unknownScripts(page)).toEqual([])
  })
})

test('CONTRIBUTING.md names each script of the campaigns and of written pages', () => {
  const page = readFileSync(join(repository, 'CONTRIBUTING.md'), 'utf8')
  const named = new Set([...page.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name))
  const wanted = Object.keys(scripts).filter((name) => /^(?:campaign|docs:)/.test(name))
  expect(wanted.filter((name) => !named.has(name))).toEqual([])
  expect(wanted.length).toBeGreaterThan(8)
})

describe('the check of commands', () => {
  test.each([
    ['```sh\nhikyaku partner ad x\n```', /unknown command/],
    ['```sh\nnpx hikyaku send retailer --typ Order\n```', /unknown option/],
    ['```sh\nhikyaku receive\n```', /missing required argument/],
    ['```sh\nhikyaku receive retailer \\\n  --max lots\n```', /whole number/],
    ['```bat\nschtasks /TR "cmd /c hikyaku --home C:\\h start --port 1"\n```', /unknown option/],
    ['```ini\nExecStart=/usr/bin/hikyaku serve\n```', /unknown command/],
    ['Run `hikyaku document retake` and `hikyaku document retake ID now`.', /too many arguments/],
    ['See `hikyaku partner try`.', /unknown command/],
  ])('catches %j', async (page, reason) => {
    expect(await refusedIn(page)).toEqual([expect.stringMatching(reason)])
  })

  test.each([
    '```sh\nhikyaku --lang ja send x "a b.xml" --document-type "Shipment Notification"\n```',
    '```sh\nhikyaku --version\nhikyaku partner add --help\n```',
    '```bat\nschtasks /TR "cmd /c hikyaku --home C:\\hikyaku start --jx-port 443"\n```',
    '```\n*/5 * * * * HIKYAKU_HOME=/srv/hikyaku /usr/bin/hikyaku receive x >> log\n```',
    '`hikyaku/jx`, `hikyaku partner`, `hikyaku partner add`, `hikyaku fault show 20101137`',
  ])('takes %j', async (page) => {
    expect(await refusedIn(page)).toEqual([])
  })

  test('catches options and scripts that there are not', () => {
    expect(unknownOptions('Give `--jx-server` or `--jx-sever URL`, `--` or `a --b`.')).toEqual([
      '--jx-sever',
      '--b',
    ])
    expect(unknownScripts('npm run demo, npm run docs:fault')).toEqual(['docs:fault'])
  })
})

describe.each(readmes)('%s', (name) => {
  const page = readFileSync(join(repository, name), 'utf8')

  test('lists every command, in the order of --help', () => {
    const listed = tableOf(page, name === 'README.md' ? 'command' : 'コマンド').flatMap(
      ([cell = '']) => {
        const [first = '', ...others] = codeWords(cell).map((word) => word.replace(/^hikyaku /, ''))
        const group = first.split(' ')[0] ?? ''
        return [first, ...others.map((other) => `${group} ${other}`)]
      },
    )
    expect(listed).toEqual(commandNames())
  })

  test('lists every exit status', () => {
    const rows = tableOf(page, name === 'README.md' ? 'status' : 'ステータス')
    const exits = new Set([0, ...Object.values(catalogue).map(({ exit }) => exit)])
    expect(rows.map(([status]) => Number(status))).toEqual([...exits].toSorted((a, b) => a - b))
  })
})
