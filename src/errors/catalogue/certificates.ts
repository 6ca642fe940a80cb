import { actions, typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults about certificates: their end, their keys and their use. */
export const certificateFaults = {
  'certificate-expiring': {
    id: '20101192',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [actions.requestCertificate, actions.importCertificate, actions.planCertificate],
    ja: {
      message:
        'クライアント証明書 {certificate} の有効期限まであと {days} 日です（{day} まで、{subject}）。使っている接続先: {partners}',
      remedy:
        '新しい証明書を申請し、登録したら、切替日を決めて切り替えてください。接続先への登録が必要か、早めに確認してください。',
      tell: 'クライアント証明書（{subject}）の有効期限が {day} に切れます。新しい証明書への切替日をご相談させてください。',
    },
    en: {
      message:
        'The client certificate {certificate} ends in {days} days (on {day}, {subject}). Used with: {partners}',
      remedy:
        'Ask for a new one, import it, and plan the switch to it. Find out early whether the partner has to register it.',
      tell: 'Our client certificate ({subject}) ends on {day}. Please let us agree on a day to switch to a new one.',
    },
  },
  'certificate-expired': {
    id: '20101193',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [actions.importCertificate, actions.chooseCertificate],
    ja: {
      message:
        'クライアント証明書 {certificate} の有効期限が切れました（{day} まで、{subject}）。使っている接続先: {partners}',
      remedy: '新しい証明書を登録し、切り替えてください。',
      tell: 'クライアント証明書（{subject}）の有効期限が切れました。新しい証明書への切り替えについてご連絡します。',
    },
    en: {
      message:
        'The client certificate {certificate} has expired (on {day}, {subject}). Used with: {partners}',
      remedy: 'Import a new one and switch to it.',
      tell: 'Our client certificate ({subject}) has expired. We will contact you about the new one.',
    },
  },
  'certificate-issuer-expiring': {
    id: '20101202',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [actions.importCertificate, actions.chooseCertificate],
    ja: {
      message:
        'クライアント証明書 {certificate} に続く中間証明書の有効期限まであと {days} 日です（{day} まで、{subject}）。使っている接続先: {partners}',
      remedy:
        '認証局から新しい中間証明書を受け取り、クライアント証明書に続けたファイルを別の名前で登録してから、切り替えてください。',
    },
    en: {
      message:
        'An intermediate behind the client certificate {certificate} ends in {days} days (on {day}, {subject}). Used with: {partners}',
      remedy:
        'Get the new intermediate from the CA, import the client certificate with it behind under another name, and switch to it.',
    },
  },
  'certificate-issuer-expired': {
    id: '20101203',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [actions.importCertificate, actions.chooseCertificate],
    ja: {
      message:
        'クライアント証明書 {certificate} に続く中間証明書の有効期限が切れました（{day} まで、{subject}）。使っている接続先: {partners}',
      remedy:
        '認証局から新しい中間証明書を受け取り、クライアント証明書に続けたファイルを別の名前で登録してから、切り替えてください。',
    },
    en: {
      message:
        'An intermediate behind the client certificate {certificate} has expired (on {day}, {subject}). Used with: {partners}',
      remedy:
        'Get the new intermediate from the CA, import the client certificate with it behind under another name, and switch to it.',
    },
  },
  'server-certificate-expiring': {
    id: '20101204',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [actions.setServerCertificate, typed('init')],
    ja: {
      message:
        '自社のサーバー証明書またはその認証局証明書の有効期限まであと {days} 日です（{day} まで、{subject}）。',
      remedy:
        '新しいサーバー証明書を用意し、設定して再起動してください。認証局が変わる場合は、先に接続元へ認証局証明書を渡してください。このステーションが作成した証明書は、ホームの tls/server.pem を削除して初期化を再実行すると更新されます。',
      tell: '当方のサーバー証明書（{subject}）の有効期限が {day} に切れるため、更新します。認証局が変わる場合は、新しい認証局証明書をお送りします。',
    },
    en: {
      message:
        'Our own server certificate or a CA above it ends in {days} days (on {day}, {subject}).',
      remedy:
        'Set a new one and restart. If its CA changes, give callers the new CA certificate first. To renew the one that this station made, remove tls/server.pem of the home and make the home ready again.',
      tell: 'Our server certificate ({subject}) ends on {day} and will be renewed. If its CA changes, we will send you the new CA certificate.',
    },
  },
  'server-certificate-expired': {
    id: '20101205',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [actions.setServerCertificate, typed('init')],
    ja: {
      message:
        '自社のサーバー証明書またはその認証局証明書の有効期限が切れました（{day} まで、{subject}）。接続元は接続できません。',
      remedy:
        '新しいサーバー証明書を設定し、再起動してください。このステーションが作成した証明書は、ホームの tls/server.pem を削除して初期化を再実行すると更新されます。',
      tell: '当方のサーバー証明書（{subject}）の有効期限が切れていました。更新後にもう一度接続をお願いします。',
    },
    en: {
      message:
        'Our own server certificate or a CA above it has expired (on {day}, {subject}). Callers cannot connect.',
      remedy:
        'Set a new one and restart. To renew the one that this station made, remove tls/server.pem of the home and make the home ready again.',
      tell: 'Our server certificate ({subject}) had expired. Please connect again once it is renewed.',
    },
  },
  'partner-certificate-expiring': {
    id: '20101194',
    status: 'warning',
    side: 'partner',
    retry: 'never',
    exit: 1,
    actions: [actions.trust],
    ja: {
      message:
        '接続先 {partner} が前回の通信で示した証明書の有効期限まであと {days} 日です（{day} まで、{subject}）。',
      remedy:
        '接続先に更新の予定を確認してください。認証局が変わる場合は、新しい認証局の証明書を受け取り、先に追加してください。',
      tell: '貴社の証明書（{subject}）の有効期限が {day} に切れます。更新のご予定と、認証局の変更の有無をお知らせください。',
    },
    en: {
      message:
        'A certificate that {partner} showed at the last exchange ends in {days} days (on {day}, {subject}).',
      remedy:
        'Ask the partner when it will be renewed. If the CA changes, get the new CA certificate and add it first.',
      tell: 'Your certificate ({subject}) ends on {day}. Please tell us when it will be renewed and whether the CA changes.',
    },
  },
  'partner-certificate-expired': {
    id: '20101195',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        '接続先 {partner} が前回の通信で示した証明書の有効期限が切れています（{day} まで、{subject}）。',
      remedy:
        '接続先が更新していなければ、次の通信は失敗します。接続先に更新を依頼してください。更新済みなら、次に通信できたときに新しい証明書が記録されます。',
      tell: '貴社の証明書（{subject}）の有効期限が {day} に切れました。更新をお願いします。',
    },
    en: {
      message:
        'A certificate that {partner} showed at the last exchange has expired (on {day}, {subject}).',
      remedy:
        'Unless the partner has renewed it, the next exchange fails: ask them to. If they have, the next exchange puts the new one on record.',
      tell: 'Your certificate ({subject}) expired on {day}. Please renew it.',
    },
  },
  'trust-expiring': {
    id: '20101196',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [actions.trust],
    ja: {
      message:
        '接続先 {partner} の設定にある認証局証明書の有効期限まであと {days} 日です（{day} まで、{subject}）。',
      remedy: '接続先に次の認証局証明書を確認し、受け取ったら今の証明書と一緒に登録してください。',
      tell: '貴社に関する認証局の証明書（{subject}）の有効期限が {day} に切れます。次の認証局証明書をご提供ください。',
    },
    en: {
      message:
        'A CA certificate in the settings of {partner} ends in {days} days (on {day}, {subject}).',
      remedy: 'Ask the partner for the next CA certificate and register it beside the present one.',
      tell: 'The CA certificate {subject} that we trust for you ends on {day}. Please send us the next one.',
    },
  },
  'trust-expired': {
    id: '20101197',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [actions.trust],
    ja: {
      message:
        '接続先 {partner} の設定にある認証局証明書の有効期限が切れています（{day} まで、{subject}）。',
      remedy: '新しい認証局証明書を接続先から受け取り、登録してください。',
      tell: '貴社に関する認証局の証明書（{subject}）の有効期限が {day} に切れました。新しい証明書をご提供ください。',
    },
    en: {
      message: 'A CA certificate in the settings of {partner} has expired (on {day}, {subject}).',
      remedy: 'Get the new CA certificate from the partner and register it.',
      tell: 'The CA certificate {subject} that we trust for you expired on {day}. Please send us the new one.',
    },
  },
  'certificate-key-mismatch': {
    id: '20101198',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [actions.listCertificates],
    ja: {
      message:
        'ファイル {file} の証明書は、{certificate} の名前で申請中の鍵のものではありません。何も変更していません。',
      remedy:
        '証明書要求の名前を確かめ、その証明書要求（CSR）に対して発行された証明書を指定してください。',
    },
    en: {
      message:
        'The certificate in {file} is not for the key that waits under the name {certificate}. Nothing was changed.',
      remedy:
        'Look up the names of requests, and import the certificate that was issued for that request (CSR).',
    },
  },
  'certificate-in-use': {
    id: '20151131',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [actions.chooseCertificate],
    ja: {
      message: '証明書 {certificate} は接続先 {partners} が使っているため、削除できません。',
      remedy: '先に別の証明書に切り替えてください。',
    },
    en: {
      message: 'The certificate {certificate} is used with {partners}, so it cannot be removed.',
      remedy: 'Switch to another certificate first.',
    },
  },
} as const satisfies Record<string, FaultEntry>
