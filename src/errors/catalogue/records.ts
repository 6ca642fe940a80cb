import type { FaultEntry } from '../entry.ts'

/** Faults about recorded handshakes and faults that are looked after. */
export const recordFaults = {
  'handshake-unknown': {
    id: '20101199',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '{id} には TLS ハンドシェイクの記録がありません。',
      remedy:
        '試行（A-…）、障害（F-…）または通信（X-…）の ID を exchange show や fault list で確認してください。TLS の前に失敗した試行には記録がありません。',
    },
    en: {
      message: 'There is no record of a TLS handshake for {id}.',
      remedy:
        'See exchange show or fault list for the id of an attempt (A-…), a fault (F-…) or an exchange (X-…). An attempt that failed before TLS has no record.',
    },
  },
  'fault-acknowledged': {
    id: '20131131',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    ja: {
      message: '障害 {faultId} は {by} が確認済みにしています。記録は変更していません。',
      remedy: 'fault show {faultId} で確認者とコメントを表示できます。',
    },
    en: {
      message: 'The fault {faultId} was acknowledged by {by} before. That stands.',
      remedy: 'See fault show {faultId} for who acknowledged it and the comment.',
    },
  },
} as const satisfies Record<string, FaultEntry>
