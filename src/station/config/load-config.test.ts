import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { isHikyakuError } from '../../errors/index.ts'
import { chooseLanguage, loadConfig } from './index.ts'
import { readSettings, writeSettings } from '../../adapters/store/index.ts'
import { parseSettings } from '../../domain/settings/index.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-config-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function faultOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (isHikyakuError(error)) return `${error.fault}: ${Object.values(error.params).join(' ')}`
    throw error
  }
  return 'none'
}

describe('the language', () => {
  test.each([
    [{ LANG: 'ja_JP.UTF-8' }, undefined, 'ja'],
    [{ LANG: 'ja_JP.UTF-8' }, 'en', 'en'],
    [{ LANG: 'C' }, undefined, 'en'],
    [{ LANG: 'ja_JP.UTF-8', LC_ALL: 'C' }, undefined, 'en'],
    [{ LANG: 'ja_JP.UTF-8', LC_ALL: '' }, undefined, 'ja'],
    [{ LANG: 'en_US.UTF-8', HIKYAKU_LANG: 'ja' }, undefined, 'ja'],
  ] as const)('of %j with the flag %s is %s', (environment, flag, language) => {
    expect(chooseLanguage(environment, flag)).toBe(language)
  })

  test.each([
    ['ja-JP', {}, 'ja'],
    ['en-US', {}, 'en'],
    ['ja-JP', { LANG: 'C' }, 'en'],
    ['ja-JP', { HIKYAKU_LANG: 'en' }, 'en'],
  ] as const)('of a system set to %s with %j is %s', (system, environment, language) => {
    expect(chooseLanguage(environment, undefined, system)).toBe(language)
  })

  test('is refused if it is neither of the two', () => {
    expect(faultOf(() => chooseLanguage({}, 'fr'))).toMatch(/^argument-invalid: --lang fr/)
    expect(faultOf(() => chooseLanguage({ HIKYAKU_LANG: 'fr' }))).toMatch(
      /^setting-invalid: HIKYAKU_LANG/,
    )
  })
})

describe('the home', () => {
  test('is the flag, then HIKYAKU_HOME, then hikyaku-home beside us', () => {
    const environment = { HIKYAKU_HOME: 'b' }
    expect(loadConfig(environment, { home: 'a', directory: folder }).home).toBe(join(folder, 'a'))
    expect(loadConfig(environment, { directory: folder }).home).toBe(join(folder, 'b'))
    expect(loadConfig({}, { directory: folder }).home).toBe(join(folder, 'hikyaku-home'))
    expect(loadConfig({ HIKYAKU_HOME: '' }, { directory: folder }).home).toBe(
      join(folder, 'hikyaku-home'),
    )
  })
})

describe('the database', () => {
  test('may be SQLite only, and its address is not repeated', () => {
    expect(loadConfig({ HIKYAKU_DATABASE: 'sqlite' }, { home: folder }).language).toBe('en')
    const fault = faultOf(() => loadConfig({ HIKYAKU_DATABASE: 'postgres://u:secret@db/x' }))
    expect(fault).toMatch(/^setting-invalid: HIKYAKU_DATABASE/)
    expect(fault).not.toContain('secret')
  })
})

describe('the settings', () => {
  test('have defaults and cannot be changed afterwards', () => {
    const { settings } = loadConfig({}, { home: folder })
    expect(settings).toEqual({ host: '127.0.0.1', jxPort: 8443, consolePort: 8040, limits: {} })
    expect(Object.isFrozen(settings)).toBe(true)
    expect(Object.isFrozen(settings.limits)).toBe(true)
  })

  test('are read from the home, also with a byte order mark in front', () => {
    writeFileSync(join(folder, 'settings.json'), '\ufeff{"jxPort": 9443}')
    expect(readSettings(folder).jxPort).toBe(9443)
  })

  test('tell how a path of Windows is written', () => {
    writeFileSync(join(folder, 'settings.json'), '{"tlsKey": "C:\\edi\\new\\u.key"}')
    expect(() => readSettings(folder)).toThrow(/C:\\\\edi/)
    writeFileSync(join(folder, 'settings.json'), '{"tlsKey": "C:\\\\edi"')
    expect(() => readSettings(folder)).not.toThrow(/C:\\\\edi\\\\ca/)
  })

  test('are refused if unknown, wrong or not JSON', () => {
    expect(faultOf(() => parseSettings({ jxprot: 1 }))).toBe('setting-unknown: jxprot')
    expect(faultOf(() => parseSettings({ limits: { documents: 1 } }))).toBe(
      'setting-unknown: limits.documents',
    )
    expect(faultOf(() => parseSettings({ jxPort: 70_000 }))).toMatch(/^setting-invalid: jxPort/)
    expect(faultOf(() => parseSettings([]))).toMatch(/^setting-invalid: settings.json/)
    expect(faultOf(() => parseSettings({ tlsKey: 'a' }))).toMatch(/^setting-invalid: tlsKey/)
    writeFileSync(join(folder, 'settings.json'), '{')
    expect(faultOf(() => readSettings(folder))).toMatch(/^setting-invalid: settings.json/)
  })

  test('are written whole and come back the same', async () => {
    const settings = parseSettings({ jxPort: 0, limits: { documentBytes: 10 } })
    await writeSettings(folder, settings)
    expect(readSettings(folder)).toEqual(settings)
    expect(readFileSync(join(folder, 'settings.json'), 'utf8').endsWith('}\n')).toBe(true)
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })
})
