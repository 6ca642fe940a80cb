import type { BodyOf } from '../../../../src/entry/api/contract.ts'

export type Range = BodyOf<'clearing.run'>

const most = 1_000_000

/** The range that an address says; what is wrong in it holds nothing back from being typed. */
export function rangeIn(search: URLSearchParams): {
  readonly range: Range
  readonly wrong?: 'most'
} {
  const [flow, before, typed] = ['flow', 'before', 'most'].map((name) => search.get(name) ?? '')
  const count = (typed ?? '').normalize('NFKC').trim()
  const isCount = /^\d+$/u.test(count) && Number(count) >= 1 && Number(count) <= most
  // A day of a clearing is one of Japan.
  const moment = Date.parse(`${before ?? ''}T00:00:00+09:00`)
  return {
    range: {
      ...(flow === undefined || flow === '' ? {} : { flow }),
      ...(Number.isNaN(moment) ? {} : { before: new Date(moment).toISOString() }),
      ...(isCount ? { most: Number(count) } : {}),
    },
    ...(count !== '' && !isCount ? { wrong: 'most' as const } : {}),
  }
}
