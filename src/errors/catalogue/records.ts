import { action, actions } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults about recorded handshakes and faults that are looked after. */
export const recordFaults = {
  'caller-tls-failed': {
    id: '20101190',
    status: 'warning',
    side: 'partner',
    retry: 'never',
    exit: 1,
    actions: [action('callers', 'tls callers')],
    ja: {
      message: '{address} からの接続は TLS を確立できずに終わりました: {detail}',
      remedy:
        'この IP アドレスに心当たりがあれば、この障害の詳細で理由を確認し、接続先に伝えてください。心当たりがなければ対応は不要です。',
    },
    en: {
      message: 'A call from {address} ended without TLS: {detail}',
      remedy:
        'If the address is a partner’s, see the reason among the details of this fault and tell them. Otherwise nothing needs to be done.',
    },
  },
  'caller-certificate-refused': {
    id: '20101201',
    status: 'warning',
    side: 'partner',
    retry: 'never',
    exit: 1,
    actions: [action('callers', 'tls callers')],
    ja: {
      message: '{address} からの接続を、クライアント証明書を確認できないため拒否しました: {detail}',
      remedy:
        'この IP アドレスに心当たりがあれば、この障害の詳細の対応方法に従ってください。心当たりがなければ対応は不要です。',
    },
    en: {
      message: 'A call from {address} was refused for its client certificate: {detail}',
      remedy:
        'If the address is a partner’s, see among the details of this fault what to do. Otherwise nothing needs to be done.',
    },
  },
  'callers-left-out': {
    id: '20101191',
    status: 'warning',
    side: 'unknown',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        'TLS を確立できない接続が多いため、一部を障害として記録していません（1 日に {limit} 件まで）。',
      remedy:
        '通信に影響はありません。続く場合は、ファイアウォールで接続先の IP アドレスだけを許可してください。',
    },
    en: {
      message:
        'So many calls end without TLS that not all of them are faults of their own (up to {limit} a day).',
      remedy:
        'Exchanges are not affected. If it goes on, let the firewall allow the partners’ addresses only.',
    },
  },
  'handshake-unknown': {
    id: '20101199',
    http: 404,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [action('exchanges', 'exchange list'), actions.listFaults],
    ja: {
      message: '{id} には TLS ハンドシェイクの記録がありません。',
      remedy:
        '試行（A-…）、障害（F-…）または通信（X-…）の ID を確認してください。TLS の前に失敗した試行には記録がありません。',
    },
    en: {
      message: 'There is no record of a TLS handshake for {id}.',
      remedy:
        'Look up the id of an attempt (A-…), a fault (F-…) or an exchange (X-…). An attempt that failed before TLS has no record.',
    },
  },
  'fault-acknowledged': {
    id: '20131131',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [action('faults', 'fault show {faultId}')],
    ja: {
      message: '障害 {faultId} は {by} が確認済みにしています。記録は変更していません。',
      remedy: '障害の詳細で確認者とコメントを表示できます。',
    },
    en: {
      message: 'The fault {faultId} was acknowledged by {by} before. That stands.',
      remedy: 'The details of the fault say who acknowledged it, with the comment.',
    },
  },
  'chains-not-shown': {
    id: '20101187',
    status: 'warning',
    side: 'station',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        '正しくない証明書チェーンを多数受け取ったため、このプロセスは、今後このような接続元の証明書を先頭の 1 枚だけ記録します。通信には影響しません。',
      remedy:
        '「失敗した接続元」で、繰り返し接続してくるアドレスを確認してください。ステーションを再起動すると、再びチェーン全体を記録します。',
    },
    en: {
      message:
        'So many certificate chains that were not in order were shown to this process that of such callers it records the first certificate alone from now on. Exchanges are not affected.',
      remedy:
        'Look at the failed callers for an address that comes again and again. After the next restart of the station whole chains are recorded again.',
    },
  },
} as const satisfies Record<string, FaultEntry>
