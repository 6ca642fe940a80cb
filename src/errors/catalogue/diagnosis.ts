import { actions } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Results of checks that an operator asks for: a TLS check, a connection test. */
export const diagnosisFaults = {
  'tls-check-failed': {
    id: '20101220',
    status: 'fault',
    side: 'unknown',
    retry: 'never',
    exit: 4,
    ja: {
      message: '今の設定では {target} と TLS で接続できません: {detail}',
      remedy: '診断結果の「直し方」を上から順に検討してください。上のものほど安全です。',
    },
    en: {
      message: 'With the present settings no TLS connection to {target} can be made: {detail}',
      remedy: 'Consider the changes that the check proposes from the top: the safest comes first.',
    },
  },
  'tls-check-doubtful': {
    id: '20101221',
    status: 'warning',
    side: 'unknown',
    retry: 'never',
    exit: 1,
    ja: {
      message: '{target} と TLS で接続できますが、注意点があります: {detail}',
      remedy: '診断結果を確認し、必要なら接続先に伝えてください。',
    },
    en: {
      message: 'A TLS connection to {target} can be made, with doubts: {detail}',
      remedy: 'See what the check found, and tell the partner if need be.',
    },
  },
  'server-certificate-ends': {
    id: '20101222',
    status: 'warning',
    side: 'partner',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        '接続先 {partner}（{host}）のサーバー証明書の有効期限は {until} です（残り {days} 日）。',
      remedy: '期限までに更新されるか、接続先に確認してください。',
      tell: '貴社サーバー {host} の証明書の有効期限は {until} です。更新のご予定と、認証局の変更の有無をお知らせください。',
    },
    en: {
      message: 'The server certificate of {partner} ({host}) ends at {until}, in {days} days.',
      remedy: 'Ask the partner whether it will be renewed in time.',
      tell: 'The certificate of your server {host} ends at {until}. Please tell us when it will be renewed, and whether its CA changes.',
    },
  },
  'partner-cannot-log-in': {
    id: '20101223',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    actions: [actions.setLogin, actions.trust],
    ja: {
      message: '接続先 {partner} は、今の設定ではこちらにログインできません。',
      remedy: 'ユーザーとパスワードか、クライアント証明書の認証局を設定してください。',
    },
    en: {
      message: 'The partner {partner} cannot log in here with its present settings.',
      remedy: 'Set a user with a password, or the CA of its client certificate.',
    },
  },
  'client-ca-ended': {
    id: '20101224',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    actions: [actions.trust],
    ja: {
      message:
        '接続先 {partner} のクライアント証明書を確認する認証局証明書 {subject} は、{until} に有効期限が切れています。',
      remedy: '接続先から新しい認証局証明書を受け取り、登録してください。',
      tell: '弊社に登録されている認証局証明書（{subject}）の有効期限が {until} に切れています。新しい証明書をお送りください。',
    },
    en: {
      message:
        'The CA certificate {subject} that verifies the client certificate of {partner} ended at {until}.',
      remedy: 'Get the new CA certificate from the partner and register it.',
      tell: 'The CA certificate we have of you ({subject}) ended at {until}. Please send us the new one.',
    },
  },
} as const satisfies Record<string, FaultEntry>
