import type { FaultParams } from '../../../errors/index.ts'
import type { DamagedPart, Problem } from './contents.ts'

/** Parts that one message names; it says how many more there are. */
const mostNamed = 20

const words: Readonly<Record<Problem, { readonly ja: string; readonly en: string }>> = {
  missing: { en: 'missing', ja: 'なし' },
  unreadable: { en: 'unreadable', ja: '読み取り不可' },
  changed: { en: 'changed', ja: '内容の変化' },
}

/** Damaged parts as the params of backup-part-damaged; undefined if all are whole. */
export function damageParams(damaged: readonly DamagedPart[]): FaultParams | undefined {
  if (damaged.length === 0) return undefined
  const named = damaged.slice(0, mostNamed)
  const more = damaged.length - named.length
  const list = (language: 'ja' | 'en'): string =>
    [
      ...named.map(({ name, problem }) => `${name} ${words[problem][language]}`),
      ...(more === 0 ? [] : [language === 'ja' ? `ほか ${more} 件` : `and ${more} more`]),
    ].join(language === 'ja' ? '、' : ', ')
  return { count: damaged.length, detail: list('en'), detailJa: list('ja') }
}
