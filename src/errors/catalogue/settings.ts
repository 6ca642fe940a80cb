import { action, actions } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of settings, partners, certificates and of the command line. */
export const settingsFaults = {
  'partner-unknown': {
    id: '20151101',
    http: 404,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [action('partners', 'partner list')],
    ja: {
      message: '接続先 {partner} は登録されていません。',
      remedy: '名前を確認してください。',
    },
    en: {
      message: 'There is no partner {partner}.',
      remedy: 'Look up the names.',
    },
  },
  'partner-exists': {
    id: '20151102',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [actions.showPartner],
    ja: {
      message: '接続先 {partner} は既に登録されています。',
      remedy: '登録済みの接続先を変更するか、別の名前にしてください。',
    },
    en: {
      message: 'There is a partner {partner} already.',
      remedy: 'Change that partner, or use another name.',
    },
  },
  'partner-changed': {
    id: '20151132',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message:
        '接続先 {partner} の設定は、表示した後にほかの人が変更しました。何も保存していません。',
      remedy: '新しい設定を確認し、必要な変更だけをもう一度保存してください。',
    },
    en: {
      message:
        'The settings of {partner} were changed by somebody else since they were looked at. Nothing was saved.',
      remedy: 'Look at the newer settings, and save again what is still to be changed.',
    },
  },
  'setting-invalid': {
    id: '20151103',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '設定 {setting} の値が正しくありません: {detail}',
      remedy: '値を直して再実行してください。何も変更していません。',
    },
    en: {
      message: 'The setting {setting} is not valid: {detail}',
      remedy: 'Correct it and run again. Nothing was changed.',
    },
  },
  'setting-unknown': {
    id: '20151104',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '設定 {setting} は知られていません。',
      remedy: 'つづりとバージョンを確認してください。何も変更していません。',
    },
    en: {
      message: 'The setting {setting} is not known.',
      remedy: 'Check its spelling and the version. Nothing was changed.',
    },
  },
  'certificate-unknown': {
    id: '20151105',
    http: 404,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [actions.listCertificates, actions.importCertificate],
    ja: {
      message: '証明書 {certificate} は登録されていません。',
      remedy: '名前を確認するか、証明書を登録してください。',
    },
    en: {
      message: 'There is no certificate {certificate}.',
      remedy: 'Look up the names, or import it.',
    },
  },
  'certificate-unreadable': {
    id: '20151106',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '証明書ファイル {file} を読み込めません: {detail}',
      remedy: 'ファイルの形式（PEM または PFX）とパスワードを確認してください。',
    },
    en: {
      message: 'The certificate file {file} cannot be read: {detail}',
      remedy: 'Check its form (PEM or PFX) and the password.',
    },
  },
  'certificate-keys-several': {
    id: '20151120',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [action('certificates', 'certificate import FILE --name NAME --key-name KEY')],
    ja: {
      message: '証明書ファイル {file} に秘密鍵が {count} 個あり、どれを使うか定まりません: {names}',
      remedy: '使う鍵の名前（ファイルの中の名前、または証明書の名前）を指定してください。',
    },
    en: {
      message:
        'The certificate file {file} holds {count} private keys, and which is meant is not clear: {names}',
      remedy: 'Say which, by its name in the file or the name in its certificate.',
    },
  },
  'pfx-encryption-unknown': {
    id: '20151112',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [action('advisories', 'tls advisories old-pfx')],
    ja: {
      message: 'PFX ファイル {file} は、対応していない方式（RC4、DES など）で暗号化されています。',
      remedy:
        '証明書を発行元のソフトから AES256-SHA256 で書き出し直すか、PEM に変換してください。手順は「既知の問題」にあります。',
    },
    en: {
      message:
        'The PFX file {file} is encrypted in a way that is not supported (RC4, DES or another).',
      remedy:
        'Export it again with AES256-SHA256, or convert it to PEM. It stands step by step among the known problems.',
    },
  },
  'wrong-kind-of-partner': {
    id: '20151107',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [actions.showPartner],
    ja: {
      message: '接続先 {partner} ではこの操作はできません: {detail}',
      remedy: '接続先の種類を確認してください。',
    },
    en: {
      message: 'This cannot be done with {partner}: {detail}',
      remedy: 'Look at the kind of the partner.',
    },
  },
  'argument-invalid': {
    id: '20161101',
    http: 400,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '引数が正しくありません: {detail}',
      remedy: '--help で使い方を確認してください。',
    },
    en: {
      message: 'The arguments are not valid: {detail}',
      remedy: 'See --help.',
    },
  },
  'partner-in-use': {
    id: '20151108',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message:
        '接続先 {partner} には未送信または未取得のドキュメントが {count} 件あるため、削除できません。',
      remedy: 'ドキュメントを送り終えるか、取り消してから削除してください。',
    },
    en: {
      message:
        '{partner} still has {count} documents to send or to be taken, so it cannot be removed.',
      remedy: 'Let them be exchanged, or cancel them, first.',
    },
  },
  'certificate-exists': {
    id: '20151109',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '証明書 {certificate} は既に登録されています。',
      remedy: '別の名前を付けてください。',
    },
    en: {
      message: 'There is a certificate {certificate} already.',
      remedy: 'Give another name.',
    },
  },
  'secrets-missing': {
    id: '20151110',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [actions.setPassword, actions.importCertificate],
    ja: {
      message: '読み込んだ設定に、書き出しに含まれない秘密がまだありません: {detail}',
      remedy: 'パスワードと証明書を登録してください。',
    },
    en: {
      message: 'What was imported still lacks secrets, which an export never holds: {detail}',
      remedy: 'Give the passwords and import the certificates.',
    },
  },
  'certificate-doubtful': {
    id: '20151111',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    ja: {
      message: '証明書 {certificate} はこのままでは使えないおそれがあります: {detail}',
      remedy:
        '有効期間と用途を確認し、必要であれば発行元から新しい証明書を受け取ってください。登録はしてあります。',
    },
    en: {
      message: 'The certificate {certificate} may not work as it is: {detail}',
      remedy:
        'Check its dates and its purpose, and ask its issuer for another one if needed. It was imported.',
    },
  },
  'password-file-open': {
    id: '20161102',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    ja: {
      message: 'パスワードのファイル {file} は他の利用者も読めます。',
      remedy: '所有者だけが読めるようにするか（chmod 600）、登録後に削除してください。',
    },
    en: {
      message: 'The password file {file} can be read by others.',
      remedy: 'Let only its owner read it (chmod 600), or delete it now that it is registered.',
    },
  },
  'password-file-blank': {
    id: '20161107',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        'ファイル {file} のパスワードは空白で終わっています。空白もパスワードの一部として使いました。',
      remedy:
        '「echo パスワード > ファイル」で作ったファイルは、「>」の前の空白も含みます。認証に失敗する場合は、行末の空白を除いて登録し直してください。',
    },
    en: {
      message: 'The password in {file} ends with a blank, which was taken as part of it.',
      remedy:
        'A file made by "echo password > file" holds the blank before the ">" too. If the login fails, take the blank away and register it again.',
    },
  },
  'file-missing': {
    id: '20161104',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: 'ファイル {file} がありません。',
      remedy:
        'ファイル名を確認してください。フォルダーを付けない名前は {folder} から探します。何も送信・変更していません。',
    },
    en: {
      message: 'There is no file {file}.',
      remedy: 'Check its name; relative names count from {folder}. Nothing was sent or changed.',
    },
  },
  'file-is-folder': {
    id: '20161105',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '{file} はファイルではなくフォルダーです。',
      remedy: '中のファイルを指定してください。何も送信・変更していません。',
    },
    en: {
      message: '{file} is a folder, not a file.',
      remedy: 'Name a file in it. Nothing was sent or changed.',
    },
  },
  'file-too-large': {
    id: '20161106',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: 'ファイル {file} は大きすぎます（{limit} まで）。読み込んでいません。',
      remedy: '別のファイルを指定していないか確認してください。何も変更していません。',
    },
    en: {
      message: 'The file {file} is too large (at most {limit}). It was not read.',
      remedy: 'Check that it is the file that was meant. Nothing was changed.',
    },
  },
  interrupted: {
    id: '20161103',
    status: 'warning',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message: '接続先 {partner} との通信を、終わる前に中断しました。',
      remedy: '同じ操作を再実行すると、続きから行われます。',
    },
    en: {
      message: 'The exchange with {partner} was interrupted before its end.',
      remedy: 'Run the same again: it goes on where it stopped.',
    },
  },
  defect: {
    id: '20169999',
    status: 'fault',
    side: 'station',
    retry: 'never',
    exit: 70,
    ja: {
      message: 'プログラムの欠陥です: {detail}',
      remedy: 'この内容を開発元に知らせてください。ドキュメントは失われていません。',
    },
    en: {
      message: 'A defect of the program: {detail}',
      remedy: 'Please report this. No document is lost.',
    },
  },
} as const satisfies Record<string, FaultEntry>
