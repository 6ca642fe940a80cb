import { describe, expect, test } from 'vitest'

import { en } from './en.ts'
import { helpEn } from './help-en.ts'
import { helpJa } from './help-ja.ts'
import { translator } from './index.ts'
import { ja } from './ja.ts'

function slots(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([slot]) => slot).sort()
}

describe('the texts of the command line', () => {
  test('have the same slots in both languages', () => {
    for (const [key, text] of Object.entries(ja)) {
      expect([key, [...new Set(slots(en[key as keyof typeof ja]))]]).toEqual([
        key,
        [...new Set(slots(text))],
      ])
    }
  })

  test('are there in both languages, and no more in one than in the other', () => {
    expect(Object.keys(en)).toEqual(Object.keys(ja))
    expect(Object.keys(helpEn)).toEqual(Object.keys(helpJa))
    for (const text of [...Object.values(en), ...Object.values(helpEn)]) {
      expect(text).not.toBe('')
      expect(text.replace('JX手順', '')).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    }
  })

  test('leave no command as it stands: who prints it knows the home', () => {
    for (const key of Object.keys(ja) as (keyof typeof ja)[])
      for (const language of ['ja', 'en'] as const)
        expect(translator(language, () => '')(key)).not.toMatch(/hikyaku [a-z]/)
    const partner = 'Example retailer'
    expect(translator('en')('send.remaining', { count: 2, partner })).toContain(
      'hikyaku send "Example retailer" sends',
    )
  })

  test('are filled, and an unknown slot stays visible', () => {
    expect(translator('en')('partner.added', { partner: 'retailer' })).toBe(
      'Added the partner retailer.',
    )
    expect(translator('ja')('partner.added')).toContain('{partner}')
  })
})
