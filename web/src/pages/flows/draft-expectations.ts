import { businessDays, daysDraftOf, daysOf, type DaysDraft } from './draft-days.ts'
import type { FlowExpectation } from './flow-parts.ts'
import { filledIn, listed, numberOf, plain, textOfNumber, unseenIn } from './typed.ts'

export const expectationKinds = ['by-time', 'fetched', 'waiting'] as const
export type ExpectationKind = (typeof expectationKinds)[number]

/** By when something must have come, gone or been taken, as it is typed; for each kind its fields. */
export interface ExpectationDraft {
  readonly kind: ExpectationKind
  readonly at: string
  readonly days: DaysDraft
  readonly atLeast: string
  readonly graceMinutes: string
  readonly since: string
  readonly remindMinutes: string
  readonly withinHours: string
  readonly watchFrom: string
  readonly watchUntil: string
  readonly atMostMinutes: string
  readonly unseen: Readonly<Record<string, unknown>>
}

export function newExpectation(kind: ExpectationKind): ExpectationDraft {
  return {
    kind,
    at: '',
    days: businessDays,
    atLeast: '1',
    graceMinutes: '0',
    since: '',
    remindMinutes: '0',
    withinHours: '24',
    watchFrom: '',
    watchUntil: '',
    atMostMinutes: '30',
    unseen: {},
  }
}

export function expectationDraftOf(one: FlowExpectation): ExpectationDraft {
  const shown = newExpectation(one.kind)
  const unseen = unseenIn(one, [...Object.keys(shown), 'watch', 'watchDays'])
  const standard = { ...shown, unseen }
  switch (one.kind) {
    case 'by-time':
      return {
        ...standard,
        at: one.at,
        days: daysDraftOf(one.days ?? 'business'),
        atLeast: textOfNumber(one.atLeast),
        graceMinutes: textOfNumber(one.graceMinutes),
        since: one.since ?? '',
        remindMinutes: textOfNumber(one.remindMinutes),
      }
    case 'fetched':
      return {
        ...standard,
        withinHours: textOfNumber(one.withinHours),
        watchFrom: one.watch?.from ?? '',
        watchUntil: one.watch?.until ?? '',
        days: daysDraftOf(one.watchDays ?? 'business'),
      }
    case 'waiting':
      return { ...standard, atMostMinutes: textOfNumber(one.atMostMinutes) }
  }
}

/** As the station takes it. */
export function expectationOf(draft: ExpectationDraft): Record<string, unknown> {
  const { kind, watchFrom, watchUntil, unseen } = draft
  switch (kind) {
    case 'by-time':
      return {
        ...unseen,
        kind,
        at: listed(draft.at),
        days: daysOf(draft.days),
        ...filledIn({
          atLeast: numberOf(draft.atLeast),
          graceMinutes: numberOf(draft.graceMinutes),
          since: plain(draft.since),
          remindMinutes: numberOf(draft.remindMinutes),
        }),
      }
    case 'fetched': {
      const isAlways = watchFrom === '' && watchUntil === ''
      return {
        ...unseen,
        kind,
        withinHours: numberOf(draft.withinHours) ?? '',
        ...(isAlways ? {} : { watch: { from: plain(watchFrom), until: plain(watchUntil) } }),
        watchDays: daysOf(draft.days),
      }
    }
    case 'waiting':
      return { ...unseen, kind, atMostMinutes: numberOf(draft.atMostMinutes) ?? '' }
  }
}
