import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { foldersOf, installedWith, noticeOf, noticesText } from '../../scripts/notices.ts'
import { repository } from '../docs/repository.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hikyaku-notices-'))
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

function made(name: string, manifest: object, files: Record<string, string> = {}): string {
  const folder = join(root, 'node_modules', name)
  mkdirSync(folder, { recursive: true })
  const text = JSON.stringify({ name, version: '1.2.3', ...manifest })
  writeFileSync(join(folder, 'package.json'), text)
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content)
  return folder
}

describe('the notices', () => {
  test('have the text of every package that is installed with the program', () => {
    const folders = installedWith(repository)
    const text = noticesText([], folders)
    expect(folders.length).toBeGreaterThan(50)
    for (const name of ['undici', 'better-sqlite3', '@peculiar/x509', 'reflect-metadata']) {
      expect(text).toContain(`\n${name} `)
    }
    expect(text).not.toContain('\nvitest ')
    expect(text).toContain('Apache License')
    expect(text).toContain('BlueOak')
  })

  test('know packages by the files of a bundle', () => {
    const modules = join(root, 'node_modules')
    const inner = join(modules, 'one', 'node_modules', 'two')
    const files = [
      join(modules, '@scope', 'fonts', '400.css?inline'),
      join(modules, '@scope', 'fonts', 'a', 'b.js'),
      join(inner, 'index.js'),
      join(root, 'src', 'main.ts'),
      `\0${join(modules, 'made', 'by-bundler.js')}`,
    ]
    expect(foldersOf(files)).toEqual([join(modules, '@scope', 'fonts'), inner])
  })

  test('join licence and notice, and stand once for a version', () => {
    const files = { 'LICENSE.md': 'the licence', NOTICE: 'the notice', 'README.md': 'other' }
    const folder = made('a', { license: 'Apache-2.0' }, files)
    expect(noticeOf(folder).text).toBe('the licence\n\nthe notice')
    const text = noticesText([folder, folder], [])
    expect(text.match(/a 1\.2\.3 \(Apache-2\.0\)/gu)).toHaveLength(1)
  })

  test('write the words of a licence that a package only names', () => {
    const author = 'A. Author <a@example.test>'
    const { text } = noticeOf(made('a', { license: 'MIT', author }))
    expect(text).toContain('Copyright (c) A. Author')
    expect(text).toContain('shall be included in all copies')
  })

  test.each([
    ['no licence', {}, { LICENSE: 'some text' }],
    ['a licence without its text', { license: 'BSD-3-Clause', author: 'A' }, {}],
    ['a licence without who holds it', { license: 'MIT' }, {}],
    ['an empty text', { license: 'GPL-3.0' }, { LICENSE: '\n' }],
  ])('end the build where a package gives %s', (_case, manifest, files) => {
    const folder = made('odd', manifest, files)
    expect(() => noticesText([folder], [])).toThrow('odd 1.2.3 gives no licence text')
  })
})
