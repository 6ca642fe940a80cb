import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { catalogue, faultNameOf, faultText, HikyakuError, type FaultEntry } from './index.ts'
import { faultPage } from './fault-page.ts'

const entries = Object.entries(catalogue) as [keyof typeof catalogue, FaultEntry][]
const root = join(import.meta.dirname, '..', '..')

function slotsOf(text: string): Set<string> {
  return new Set(text.match(/\{\w+\}/g) ?? [])
}

describe('the fault catalogue', () => {
  test('gives every fault an ID of eight digits, once', () => {
    const ids = entries.map(([, entry]) => entry.id)
    expect(ids.filter((id) => !/^\d{8}$/.test(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
    expect(faultNameOf('20101137')).toBe('tls-with-client-certificate')
  })

  test.each(['ja', 'en'] as const)('says in %s what happened and what to do', (language) => {
    for (const [name, entry] of entries) {
      expect(entry[language].message.length, name).toBeGreaterThan(5)
      expect(entry[language].remedy.length, name).toBeGreaterThan(5)
    }
  })

  test('has each name in one family alone: the later would hide the other', async () => {
    const files = globSync('src/errors/catalogue/*.ts', { cwd: root })
    const families = await Promise.all(
      files.map(async (file) => (await import(join(root, file))) as Record<string, object>),
    )
    const names = families.flatMap((one) => Object.values(one).flatMap((all) => Object.keys(all)))
    expect(names.length).toBeGreaterThan(200)
    expect(names.toSorted()).toEqual(Object.keys(catalogue).toSorted())
  })

  test('uses the same slots in both languages', () => {
    for (const [name, { ja, en }] of entries) {
      expect(slotsOf(ja.message), name).toEqual(slotsOf(en.message))
      expect(ja.tell === undefined, name).toBe(en.tell === undefined)
    }
  })

  test('has no fault that nothing reports', () => {
    const source = globSync('src/**/*.ts', { cwd: root })
      .filter((file) => !file.includes('catalogue') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n')
    const unused = entries.map(([name]) => name).filter((name) => !source.includes(`'${name}'`))
    expect(unused).toEqual([])
  })

  test('keeps the wording of the notice for 20101137, its typo mended', () => {
    const params = {
      partner: '■',
      box: '受信ボックス',
      file: '■',
      host: '■',
      detail: '要求は中止されました',
    }
    const { message, remedy } = faultText('tls-with-client-certificate', params, 'ja')
    expect(message).toBe(
      'クライアント証明書を使用して接続先と通信しようとしましたが、失敗しました。通信手順=JX手順クライアント、接続先=■、ファイル=受信ボックス、要求データファイル名=■、エラー詳細=要求は中止されました',
    )
    expect(remedy).toContain('「クライアント認証設定」を確認してください。')
    expect(remedy).toContain(
      'クライアント証明書に署名した認証局の証明書が接続先の証明書ストアに登録されているか確認してください。',
    )
  })

  test('fills Japanese texts with the Japanese form of a value where there is one', () => {
    const error = new HikyakuError('answer-cut', { partner: 'A', detail: 'cut', detailJa: '切断' })
    expect(error.text('ja').message).toContain('切断')
    expect(error.text('en').message).toContain('cut')
  })

  test.each([
    ['en', 'docs/faults.md'],
    ['ja', 'docs/faults.ja.md'],
  ] as const)('stands in %s on its page as it is here', (language, file) => {
    expect(readFileSync(join(root, file), 'utf8'), 'run: npm run docs:faults').toBe(
      faultPage(language),
    )
  })
})
