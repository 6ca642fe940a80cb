import { action, actions, setVersions, waive } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of a partner's TLS policy: versions, suites, waivers. */
export const tlsPolicyFaults = {
  'tls-suites-unusable': {
    id: '20101160',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [action('suites', 'tls suites {partner}'), actions.restoreSuites],
    ja: {
      message:
        '接続先 {partner} の SSL 暗号の順位には、許可したバージョン（{versions}）で使える暗号がありません: {detail}',
      remedy: '一覧を確認し、バージョンに合う暗号を加えるか、初期値に戻してください。',
    },
    en: {
      message:
        'The suite list of {partner} holds none that can be used with its versions ({versions}): {detail}',
      remedy: 'See the list, add a suite of these versions, or go back to the initial list.',
    },
  },
  'tls-versions-apart': {
    id: '20101161',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [setVersions('--tls-max TLSv1')],
    ja: {
      message:
        '接続先 {partner} に {min} から {max} までを同時に許可することはできません。SSL 3.0 は TLS 1.0 とだけ組み合わせられます。',
      remedy: 'SSL 3.0 を使う場合は、最高のバージョンを TLS 1.0 にしてください。',
    },
    en: {
      message:
        'The partner {partner} cannot be allowed {min} to {max} at once: SSL 3.0 goes with TLS 1.0 only.',
      remedy: 'For SSL 3.0, let TLS 1.0 be the highest version.',
    },
  },
  'tls-waiver-needed': {
    id: '20101162',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [waive('{what}')],
    ja: {
      message:
        '接続先 {partner}（{host}）の TLS 設定は標準より弱く（{what}）、それを認める期限付きの許可がありません。',
      remedy:
        'まず接続先に TLS 1.2 以上への対応を依頼してください。やむを得ない場合だけ、理由・承認者・期限を付けて許可を登録してください。',
      tell: '貴社サーバー {host} は現在安全とされない方式（{what}）でしか接続できません。TLS 1.2 以上への対応予定をお知らせください。',
    },
    en: {
      message:
        'The TLS settings of {partner} ({host}) are weaker than the standard ({what}), and no waiver allows that.',
      remedy:
        'First ask the partner for TLS 1.2 or later. Only if there is no way round, register a waiver with reason, person and end.',
      tell: 'Your server {host} can be reached only in a way that is no longer safe ({what}). When will it support TLS 1.2 or later?',
    },
  },
  'tls-waiver-ended': {
    id: '20101163',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [actions.restoreSuites, actions.standardVersions, waive('WHAT')],
    ja: {
      message:
        '接続先 {partner} の弱い TLS 設定の許可は {until} で終わりました（承認者 {by}）。接続していません。',
      remedy:
        '接続先が TLS 1.2 以上に対応したか確認し、標準に戻してください。まだの場合は、改めて許可を登録してください。',
    },
    en: {
      message:
        'The waiver for weak TLS with {partner} ended on {until} (given by {by}). No connection was made.',
      remedy:
        'Ask whether the partner supports TLS 1.2 by now, and go back to the standard. If not, register a new waiver.',
    },
  },
  'tls-waiver-elsewhere': {
    id: '20101164',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [waive('WHAT')],
    ja: {
      message:
        '接続先 {partner} の弱い TLS 設定の許可は {elsewhere} に対するもので、{host} には使えません。',
      remedy: '新しい接続先アドレスについて、改めて許可を登録してください。',
    },
    en: {
      message: 'The waiver for weak TLS with {partner} is for {elsewhere}, not for {host}.',
      remedy: 'Register a new waiver for the new address.',
    },
  },
  'tls-waiver-invalid': {
    id: '20101165',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '許可の期限 {until} は使えません: {detail}。',
      remedy: '今日から 90 日以内の日付を YYYY-MM-DD の形で指定してください。',
    },
    en: {
      message: 'The waiver cannot end on {until}: {detail}.',
      remedy: 'Give a day within 90 days from today, as YYYY-MM-DD.',
    },
  },
  'tls-null-in-public': {
    id: '20101200',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [actions.setSuites, waive('null-suites --tunnel TEXT')],
    ja: {
      message:
        '接続先 {partner}（{host}、アドレス {address}）とは暗号化なし（NULL）で通信する設定ですが、閉域網のアドレスではないため、接続していません。',
      remedy:
        'NULL を含まない一覧に変更してください。VPN や専用線を経由している場合だけ、許可にその名前を登録してください。',
      tell: '貴社サーバー {host} は暗号化しない方式しか選択しません。暗号化する方式（TLS 1.2 以上）への対応をお願いします。',
    },
    en: {
      message:
        'The settings of {partner} ({host}, address {address}) allow no encryption (NULL), but the address is not one of a private network. No connection was made.',
      remedy:
        'Set a list without NULL suites. Only if a VPN or leased line leads there, name it in the waiver.',
      tell: 'Your server {host} picks only suites that do not encrypt. Please support encryption (TLS 1.2 or later).',
    },
  },
  'tls-half-set': {
    id: '20101168',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [action('suites', 'tls suites {partner}'), actions.restoreSuites],
    ja: {
      message:
        '接続先 {partner} の設定を保存しましたが、許可したバージョン（{versions}）と SSL 暗号の順位が合わず、提示できる暗号がまだありません: {detail}',
      remedy:
        'もう一方（バージョンまたは SSL 暗号の順位）も設定してください。それまでは接続しません。',
    },
    en: {
      message:
        'The settings of {partner} are saved, but versions ({versions}) and suite list do not fit each other yet, so that nothing can be offered: {detail}',
      remedy:
        'Set the other of the two, the versions or the suite list. Until then nothing is connected.',
    },
  },
  'tls-weakened': {
    id: '20101166',
    status: 'warning',
    side: 'partner',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        '接続先 {partner}（{host}）とは、期限付きの許可により安全でない方式（{what}）で通信しています。期限 {until}、理由: {reason}、承認者: {by}',
      remedy: '期限までに、接続先へ TLS 1.2 以上への対応を依頼してください。',
      tell: '貴社サーバー {host} とは安全でない方式（{what}）で通信しています。{until} までに TLS 1.2 以上への対応をお願いします。',
    },
    en: {
      message:
        'Exchanges with {partner} ({host}) are insecure ({what}) under a waiver until {until}. Reason: {reason}. Given by {by}.',
      remedy: 'Ask the partner for TLS 1.2 or later before the waiver ends.',
      tell: 'We communicate with your server {host} in an insecure way ({what}). Please support TLS 1.2 or later by {until}.',
    },
  },
} as const satisfies Record<string, FaultEntry>
