import { HikyakuError } from '../../errors/index.ts'
// Each by its own file: whoever opens a ledger must not load the table of holidays.
import { parseDays, parseTime, parseTimes } from '../timetable/rule-text.ts'
import { atSetting } from './at-setting.ts'
import type { Direction, Expectation } from './flow.ts'

/**
 * Times and days must be such, and fit the direction.
 *
 * @throws HikyakuError timetable-invalid, setting-invalid
 */
export function checkExpectations(
  direction: Direction,
  expectations: readonly Expectation[],
): void {
  for (const [place, expectation] of expectations.entries()) {
    checkExpectation(direction, expectation, (field, check) => {
      atSetting(`expectations.${place}.${field}`, check)
    })
  }
}

function checkExpectation(
  direction: Direction,
  expectation: Expectation,
  at: (field: string, check: () => unknown) => void,
): void {
  switch (expectation.kind) {
    case 'by-time': {
      const { since } = expectation
      at('at', () => parseTimes(expectation.at))
      at('days', () => parseDays(expectation.days))
      if (since !== undefined) at('since', () => parseTime(since.replace(/-1b?$/, '')))
      break
    }
    case 'fetched':
      if (direction === 'receive') refuseFetched()
      at('watchDays', () => parseDays(expectation.watchDays))
      at('watch', () => {
        checkWatch(expectation.watch)
      })
      break
    case 'waiting':
      break
  }
}

function checkWatch(watch: { readonly from: string; readonly until: string } | undefined): void {
  if (watch === undefined || parseTime(watch.from) < parseTime(watch.until)) return
  throw new HikyakuError('timetable-invalid', {
    value: `${watch.from}-${watch.until}`,
    detail: 'it ends before it begins',
    detailJa: '終わりが始まりより前です',
  })
}

function refuseFetched(): never {
  throw new HikyakuError('setting-invalid', {
    setting: 'expectations',
    detail: 'only what is sent is fetched by the partner',
    detailJa: '取得の期限は送信の業務だけに指定できます',
  })
}
