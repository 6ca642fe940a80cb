import { describe, expect, test } from 'vitest'
import {
  newPartner,
  parsePartner,
  standards,
  type Partner,
} from '../../../domain/partners/index.ts'
import { isOptional, isSettingOf } from '../../../domain/partners/setting-forms.ts'
import { changedPartner } from './changes.ts'
import { clearable, flagOf, optionForm, optionOf, partnerSettings } from './setting-options.ts'

// What an option takes is what the form of its setting takes.

const bare = { ownId: '1', partnerId: '2' }
const partnerWith = (kind: Partner['kind'], setting: string, value: unknown): unknown => ({
  ...newPartner(kind, 'p', bare),
  ...(kind === 'jx-server' ? { url: 'https://edi.example/' } : {}),
  [setting]: value,
})
const isTaken = (work: () => unknown): boolean => {
  try {
    work()
    return true
  } catch {
    return false
  }
}
const samples = ['', 'x', 'x'.repeat(255), 'x'.repeat(256), '-1', '0', '1', '3600', '3601', '1.5']
  .concat(['100', '101', '86400', '86401', '2004', '2007', 'zip', 'gzip', 'rar', 'none'])
  .concat(['SSLv3', 'TLSv1.3', 'TLSv1.4', 'http://proxy.example:1', 'https://edi.example/x'])

describe.each(partnerSettings)('%s', (setting) => {
  const { parse, words, standard } = optionForm(setting)
  const kind = isSettingOf('jx-server', setting) ? 'jx-server' : 'jx-client'

  test('is kept whenever its option takes it', () => {
    const before = newPartner(kind, 'p', bare)
    const start = before.kind === 'jx-server' ? { ...before, url: 'https://edi.example/' } : before
    for (const sample of samples) {
      if (!isTaken(() => parse(sample, undefined))) continue
      const options = { [optionOf(setting)]: parse(sample, undefined) }
      const change = (): Partner => changedPartner(start, options, undefined)
      // URLs have a check of their own beside their form.
      if (['url', 'proxy'].includes(setting) && !isTaken(change)) continue
      parsePartner(JSON.parse(JSON.stringify(change())))
    }
  })

  test('has an option that refuses what is not kept, where its form says so', () => {
    for (const sample of words ?? []) expect(parse(sample, undefined)).toBe(sample)
    if (words === undefined && !isNumber(setting)) return
    for (const sample of samples) {
      const value = isNumber(setting) && sample !== '' ? Number(sample) : sample
      const isKept = isTaken(() => parsePartner(partnerWith(kind, setting, value)))
      expect([sample, isTaken(() => parse(sample, undefined))]).toEqual([sample, isKept])
    }
  })

  test('says what holds without it', () => {
    const known: Readonly<Record<string, string | number | readonly string[]>> = standards
    const holds = known[setting]
    expect(standard).toBe(typeof holds === 'object' ? undefined : holds?.toString())
  })

  test('can be cleared if a partner can be without it', () => {
    const without = partnerWith(kind, setting, setting === 'trust' ? [] : undefined)
    expect(isOptional(setting)).toBe(
      isTaken(() => parsePartner(JSON.parse(JSON.stringify(without)))),
    )
    expect(clearable.has(flagOf(setting).slice(2))).toBe(isOptional(setting))
  })
})

function isNumber(setting: string): boolean {
  return typeof (standards as Readonly<Record<string, unknown>>)[setting] === 'number'
}
