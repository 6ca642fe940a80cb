import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'

import { oauth2In } from '../../src/entry/cli/alert/oauth2-file.ts'
import { parseSettings } from '../../src/domain/settings/index.ts'
import { catalogue } from '../../src/errors/index.ts'
import { stepNames } from '../../src/domain/exchange/index.ts'
import { defaultLimits } from '../../src/station/index.ts'
import { anchorsOf, codeBlocks, headingLevels, linksOf } from './markdown.ts'
import { pages, repository } from './repository.ts'

const all = pages()
const pairs = [...all.keys()]
  .filter((path) => path.endsWith('.ja.md'))
  .map((path): [string, string] => [path.replace('.ja.md', '.md'), path])
const ids = new Set<string>(Object.values(catalogue).map(({ id }) => id))

function pageAt(path: string): string {
  return all.get(path) ?? ''
}

/** Links of a page to files or headings that are not there. */
function brokenLinks(path: string, page: string): string[] {
  return linksOf(page).filter((link) => {
    if (/^[a-z]+:/.test(link)) return false
    const [file = '', anchor] = link.split('#')
    const target = file === '' ? path : posix.join(posix.dirname(path), file)
    const there = target === path || existsSync(join(repository, target))
    if (target.startsWith('../') || !there) return true
    if (anchor === undefined) return false
    return !anchorsOf(target === path ? page : pageAt(target)).includes(decodeURI(anchor))
  })
}

/** Fault IDs that the catalogue does not have. */
function unknownIds(page: string): string[] {
  const found = page.match(/(?<![\w-])20\d{6}(?![\w-])/g) ?? []
  return found.filter((id) => !ids.has(id))
}

describe.each([...all])('%s', (path, page) => {
  test('links only to what is there', () => {
    expect(brokenLinks(path, page)).toEqual([])
  })

  test('names only faults of the catalogue', () => {
    expect(unknownIds(page)).toEqual([])
  })

  test('names no folder of a machine that wrote it', () => {
    expect(page).not.toMatch(/\/(?:work|tmp|root|home\/\w+)\//)
  })
})

test('a broken link, a wrong anchor and an unknown fault are caught', () => {
  const page = '# A title, here\n\n[a](b.md) [c](../README.md#nothing) [d](#a-title-here) [e](#f)\n'
  expect(brokenLinks('docs/x.md', page)).toEqual(['b.md', '../README.md#nothing', '#f'])
  expect(brokenLinks('docs/x.md', '[a](../../passwords.md)')).toEqual(['../../passwords.md'])
  expect(brokenLinks('docs/x.md', '`[a](b.md)` [c](https://a.example/b)')).toEqual([])
  expect(unknownIds('20101137 and 20101136, D-20101136, 20261124093005')).toEqual(['20101136'])
})

describe('a page in two languages', () => {
  test('is there for the README, the protocol and each page on operations', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(8)
    const alone = [...all.keys()].filter(
      (path) => /^docs\/(operations|protocol)\//.test(path) && !pairs.flat().includes(path),
    )
    expect(alone).toEqual([])
  })

  test.each(pairs)('%s holds the same blocks and headings as %s', (english, japanese) => {
    expect(codeBlocks(pageAt(japanese))).toEqual(codeBlocks(pageAt(english)))
    expect(headingLevels(pageAt(japanese))).toEqual(headingLevels(pageAt(english)))
  })

  test.each(pairs)('%s names the same faults as %s', (english, japanese) => {
    const named = (path: string): string[] => pageAt(path).match(/\b20\d{6}\b/g) ?? []
    expect(named(japanese).toSorted()).toEqual(named(english).toSorted())
  })

  test.each(pairs.filter(([path]) => path !== 'docs/faults.md'))(
    '%s and %s link to each other',
    (english, japanese) => {
      expect(linksOf(pageAt(english))).toContain(posix.basename(japanese))
      expect(linksOf(pageAt(japanese))).toContain(posix.basename(english))
    },
  )

  test('is caught when a block or a heading differs', () => {
    expect(codeBlocks('```sh\na\n```\n')).not.toEqual(codeBlocks('```sh\nb\n```\n'))
    expect(codeBlocks('```sh\na\n```\n')).toHaveLength(1)
    expect(headingLevels('# a\n\n```sh\n# no heading\n```\n## b\n')).toEqual([1, 2])
  })
})

describe('what the documents say of the program', () => {
  test('is the number of steps in the campaign', () => {
    expect(pageAt('README.md')).toContain(`its ${stepNames.length} steps`)
    expect(pageAt('README.ja.md')).toContain(`${stepNames.length} ある処理の段階`)
  })

  test('are settings, and files of OAuth2, that it reads', () => {
    const blocks = [...all.values()]
      .flatMap(codeBlocks)
      .filter(({ language }) => language === 'json')
    expect(blocks.length).toBeGreaterThan(0)
    const ofSettings = blocks.filter(({ text }) => oauth2In(text) === undefined)
    expect(blocks.length - ofSettings.length).toBe(2)
    for (const { text } of ofSettings) expect(() => parseSettings(JSON.parse(text))).not.toThrow()
  })

  test('are its own limits', () => {
    const [block] = codeBlocks(pageAt('docs/operations/service.md')).filter(
      ({ language }) => language === 'json',
    )
    const { limits, host, jxPort } = parseSettings(JSON.parse(block?.text ?? '{}'))
    expect(limits).toEqual(defaultLimits)
    expect({ host, jxPort }).toEqual({ host: '127.0.0.1', jxPort: 8443 })
  })

  test('are names that the library exports', async () => {
    const [block] = codeBlocks(pageAt('README.md')).filter(({ language }) => language === 'js')
    const imports = [...(block?.text ?? '').matchAll(/import \{ (.+) \} from 'hikyaku\/(\w+)'/g)]
    expect(imports).toHaveLength(2)
    for (const [, names = '', part = ''] of imports) {
      const library: object = (await import(`../../src/wire/${part}/index.ts`)) as object
      for (const name of names.split(', ')) expect(library).toHaveProperty(name)
    }
  })
})
