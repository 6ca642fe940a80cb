import { action, actions, setVersions, waive } from '../action.ts'
import { isDefinedIn, suiteByName } from '../suites/index.ts'
import type { Advisory, AdvisoryCase } from './advisory.ts'

const ssl3Suites =
  'TLS_RSA_WITH_RC4_128_SHA,TLS_RSA_WITH_3DES_EDE_CBC_SHA,TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA,TLS_RSA_WITH_RC4_128_MD5'

const backToStandard = {
  ja: 'バージョンの範囲を TLS 1.2 から TLS 1.3 までに戻します。',
  en: 'Set the versions back to TLS 1.2 up to TLS 1.3.',
  actions: [actions.standardVersions],
}
const endTheWaiver = {
  ja: '許可を終えます。',
  en: 'End the waiver.',
  actions: [actions.endWaiver],
}

/** Known problems of old versions. */
export const ssl3AlgorithmMismatch: Advisory = {
  id: 'ssl3-algorithm-mismatch',
  title: {
    ja: 'SSL 3.0 への切り替え時の Algorithm Mismatch（20101137）',
    en: 'Algorithm Mismatch on the switch to SSL 3.0 (20101137)',
  },
  concerns: {
    ja: 'SSL 3.0 で応答する古い JX サーバーに接続する側',
    en: 'Whoever calls an old JX server that answers with SSL 3.0',
  },
  since: {
    date: '2015-06',
    event: {
      ja: 'RFC 7568 が SSL 3.0 の使用を禁止',
      en: 'RFC 7568 forbids SSL 3.0',
    },
  },
  phenomenon: {
    ja: 'JX 手順クライアントの SSL 通信が、障害ログ ID 20101137 の通信エラーになります。',
    en: 'The JX client fails with fault 20101137 while it sets up the SSL connection.',
  },
  conditions: [
    {
      text: {
        ja: 'クライアントが TLS 1.0 以上を提示した。',
        en: 'The client offered TLS 1.0 or later.',
      },
      holds: ({ evidence: { hello } }) => hello !== undefined && hello.version !== 'SSLv3',
    },
    {
      text: {
        ja: 'サーバーが SSL 3.0 を指定した。',
        en: 'The server answered with SSL 3.0.',
      },
      holds: ({ evidence }) => evidence.serverHello?.version === 'SSLv3',
    },
    {
      text: {
        ja: 'サーバーが選んだ暗号は SSL 3.0 では定義されていない。',
        en: 'The suite that the server picked is not defined for SSL 3.0.',
      },
      holds: pickedForeignSuite,
    },
  ],
  explanation: {
    ja: 'Client Hello は TLS のバージョンと、そこで使える暗号の一覧を送ります。サーバーは Server Hello で SSL 3.0 を指定し、その一覧から暗号を選びます。クライアントが SSL 3.0 に切り替えるとき、選ばれた暗号が SSL 3.0 にないため通信を中止します。',
    en: 'The Client Hello names a TLS version and suites of that version. The Server Hello steps down to SSL 3.0 but picks from that list. When the client switches to SSL 3.0, the suite does not exist there, and it gives up.',
  },
  cause: {
    ja: '選ばれた暗号（確認されているものは TLS_RSA_WITH_AES_128_CBC_SHA）は TLS 1.0 以降で定義されたもので、SSL 3.0 との組み合わせは規格にありません。',
    en: 'The suite (seen: TLS_RSA_WITH_AES_128_CBC_SHA) was defined for TLS 1.0 and later; together with SSL 3.0 it is in no standard.',
  },
  workaround: [
    {
      ja: 'まず接続先に TLS 1.2 または TLS 1.3 への対応を依頼してください。以下は対応を待つ間だけの方法で、通信内容が読まれるおそれがあります。',
      en: 'First ask the partner for TLS 1.2 or TLS 1.3. The steps below are for the time until then only: the data may be read on its way.',
    },
    {
      ja: '暗号の順位の初期値は Hikyaku が保管します。控える必要はありません。',
      en: 'Hikyaku keeps the initial suite list by itself; there is nothing to write down.',
      actions: [action('suites', 'tls suites {partner}')],
    },
    {
      ja: '期限付きの許可（SSL 3.0、TLS 1.0、解読される暗号）を登録します。',
      en: 'Register a dated waiver for SSL 3.0, TLS 1.0 and broken suites.',
      actions: [waive('ssl3,tls1.0,weak-suites')],
    },
    {
      ja: 'バージョンの範囲を SSL 3.0 から TLS 1.0 までにします。',
      en: 'Set the versions to SSL 3.0 up to TLS 1.0.',
      actions: [setVersions('--tls-min SSLv3 --tls-max TLSv1')],
    },
    {
      ja: `SSL 暗号の順位を SSL 3.0 で使える暗号だけにします（改行・空白なし）: ${ssl3Suites}`,
      en: `Set the suite order to suites that SSL 3.0 knows (no blanks): ${ssl3Suites}`,
      actions: [action('suites', `tls suites {partner} --set ${ssl3Suites}`)],
    },
    {
      ja: '製品通知の一覧にある TLS_RSA_WITH_NULL_MD5 と TLS_RSA_WITH_NULL_SHA は、通信内容をまったく暗号化しないため、上の一覧から除いています。ほかに共通の暗号がないときだけ、暗号化しない暗号（NULL）の許可を加えて一覧に追加してください。プライベートネットワーク内の接続先、または許可で宣言した VPN などのトンネルの中でだけ使えます。',
      en: 'The notice’s TLS_RSA_WITH_NULL_MD5 and TLS_RSA_WITH_NULL_SHA are left out of that list: they do not encrypt at all. Only if there is no other suite in common, allow suites without encryption (NULL) too and add the two to the list. They work with a partner in a private network, or in a tunnel such as a VPN that the waiver declares.',
      actions: [waive('ssl3,tls1.0,weak-suites,null-suites')],
    },
    {
      ja: '通信が正常に終わることを確認します。OS の設定変更も再起動も不要です。',
      en: 'See that it works. No setting of the operating system is touched, and nothing is restarted.',
      actions: [actions.testPartner],
    },
  ],
  undo: [
    {
      ja: 'SSL 暗号の順位を初期値に戻します。',
      en: 'Restore the initial suite list.',
      actions: [actions.restoreSuites],
    },
    backToStandard,
    endTheWaiver,
  ],
  sources: [
    {
      title:
        '株式会社データ・アプリケーション「ACMS Lite Neo の JX 手順における SSL 通信時の通信エラーと回避方法について」',
    },
    { title: 'RFC 3268 (AES suites for TLS)', date: '2002-06' },
    { title: 'RFC 7568 (SSL 3.0 must not be used)', date: '2015-06' },
  ],
}

function pickedForeignSuite({ evidence }: AdvisoryCase): boolean {
  const suite = suiteByName(evidence.serverHello?.suite ?? '')
  return suite !== undefined && !isDefinedIn(suite, 'SSLv3')
}

const versionCauses = new Set([
  'server-version-too-old',
  'no-common-version',
  'client-speaks-no-common-version',
])
const retired = new Set(['TLSv1', 'TLSv1.1'])

export const oldTlsRetired: Advisory = {
  id: 'tls10-tls11-retired',
  title: { ja: 'TLS 1.0 / TLS 1.1 の廃止', en: 'TLS 1.0 and TLS 1.1 are retired' },
  concerns: {
    ja: 'TLS 1.1 までの古いサーバーまたはクライアントと通信する側',
    en: 'Whoever exchanges with a server or a client that speaks nothing above TLS 1.1',
  },
  since: {
    date: '2021-03',
    event: {
      ja: 'RFC 8996 が TLS 1.0 と TLS 1.1 を廃止',
      en: 'RFC 8996 retires TLS 1.0 and TLS 1.1',
    },
  },
  phenomenon: {
    ja: 'バージョンが一致せず、TLS 接続に失敗します。',
    en: 'The connection fails because the two sides have no version in common.',
  },
  conditions: [
    {
      text: {
        ja: '双方に共通するバージョンがない。',
        en: 'The two sides have no version in common.',
      },
      holds: ({ cause }) => versionCauses.has(cause),
    },
    {
      text: {
        ja: '一方が TLS 1.0 または TLS 1.1 までにしか対応していない。',
        en: 'One side speaks nothing newer than TLS 1.0 or TLS 1.1.',
      },
      holds: speaksRetired,
    },
  ],
  explanation: {
    ja: 'TLS 1.0 と TLS 1.1 は RFC 8996 で廃止されました。現在のソフトウェアは初期設定で拒否します。',
    en: 'RFC 8996 retired TLS 1.0 and TLS 1.1. Present software refuses both unless it is told otherwise.',
  },
  cause: {
    ja: '一方のソフトウェアまたは設定が古く、TLS 1.2 以上を提示しません。',
    en: 'The software or the settings of one side are old and offer no TLS 1.2.',
  },
  workaround: [
    {
      ja: '接続先に TLS 1.2 または TLS 1.3 への対応を依頼してください（最も安全です）。',
      en: 'Ask the partner for TLS 1.2 or TLS 1.3 (the safest way).',
    },
    {
      ja: 'こちらの設定が古い場合は標準に戻します。',
      en: 'If our own settings are old, go back to the standard.',
      actions: [actions.standardVersions],
    },
    {
      ja: 'やむを得ない場合だけ: 期限付きの許可を登録し、下限を TLS 1.0 にします。',
      en: 'Only if there is no other way: register a dated waiver, then allow versions from TLS 1.0 on.',
      actions: [waive('tls1.0,tls1.1'), setVersions('--tls-min TLSv1')],
    },
  ],
  undo: [backToStandard, endTheWaiver],
  sources: [{ title: 'RFC 8996 (Deprecating TLS 1.0 and TLS 1.1)', date: '2021-03' }],
}

function speaksRetired({ evidence: { hello, serverHello } }: AdvisoryCase): boolean {
  if (serverHello !== undefined) return retired.has(serverHello.version)
  if (hello === undefined) return false
  return (hello.supportedVersions ?? [hello.version]).every((version) => retired.has(version))
}
