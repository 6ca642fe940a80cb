import { actions } from '../../action.ts'
import { alertFrom, reported, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import { allowing } from '../settings-commands.ts'
import { hasSmallKey, hasWeakSignature, keyText, nameOf } from './certificates.ts'
import { askForTls12, waiveSmallKeys } from './shared-texts.ts'

/** Keys, digests and renegotiation of the server that are no longer safe. */
export const keyCauses: readonly CauseRow[] = [
  {
    cause: 'small-dh-key',
    fault: 'tls-too-weak',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      if (!reported(evidence, smallDh)) return undefined
      const told = /(\d{3,5}) bit/.exec(evidence.error.message)?.[1]
      return { bits: evidence.keyExchange?.primeBits ?? told ?? '?' }
    },
    shows: ['server-hello', 'key-exchange', 'our-alert', 'error'],
    breaksAt: 'key-exchange',
    summary: {
      ja: '接続先の DH 鍵交換の素数が短すぎます（{bits} ビット。2048 ビット以上が必要です）',
      en: 'the Diffie-Hellman prime of the server is too small ({bits} bits, 2048 are needed)',
    },
    remedies: [
      {
        ja: '接続先に、ECDHE の暗号を使うか、2048 ビット以上の DH パラメータにするよう依頼してください。',
        en: 'Ask the partner for suites with ECDHE, or for a prime of 2048 bits or more.',
      },
      {
        ja: 'SSL 暗号の順位から DHE の暗号を外してください。',
        en: 'Take the DHE suites out of the SSL cipher order.',
        actions: [actions.setSuites],
      },
      waiveSmallKeys,
    ],
    tell: {
      ja: '貴社サーバー {peer} の DH パラメータは {bits} ビットで、安全ではありません（Logjam）。2048 ビット以上への変更か ECDHE の有効化をお願いします。',
      en: 'The Diffie-Hellman prime of your server {peer} has {bits} bits, which is not safe (Logjam). Please use 2048 bits or more, or switch ECDHE on.',
    },
  },
  {
    cause: 'small-server-key',
    fault: 'tls-too-weak',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      if (evidence.role !== 'client' || !reported(evidence, smallKey)) return undefined
      const certificate = evidence.serverChain.find(hasSmallKey)
      return {
        name: nameOf(certificate),
        key: certificate === undefined ? '?' : keyText(certificate.key),
      }
    },
    shows: ['server-chain', 'our-alert', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書「{name}」の鍵が短すぎます（{key}。RSA は 2048 ビット以上、楕円曲線は 224 ビット以上が必要です）',
      en: 'the key of the server certificate {name} is too small ({key}; RSA needs 2048 bits, a curve 224)',
    },
    remedies: [
      {
        ja: '接続先に、認証局のものも含めて RSA 2048 ビット以上の証明書への更新を依頼してください。',
        en: 'Ask the partner for certificates with RSA 2048 or more, the CA’s too.',
      },
      waiveSmallKeys,
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書「{name}」の鍵は {key} で、安全ではありません。RSA 2048 ビット以上の証明書への更新をお願いします。',
      en: 'The key of the certificate {name} of your server {peer} is {key}, which is not safe. Please renew it with RSA 2048 or more.',
    },
  },
  {
    cause: 'weak-server-signature',
    fault: 'tls-too-weak',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      if (evidence.role !== 'client' || !reported(evidence, weakDigest)) return undefined
      const certificate = evidence.serverChain.find(hasWeakSignature)
      return {
        name: nameOf(certificate),
        hash: certificate?.signatureHash?.toUpperCase().replace('SHA1', 'SHA-1') ?? 'SHA-1 / MD5',
      }
    },
    shows: ['server-chain', 'our-alert', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書「{name}」は弱い方式（{hash}）で署名されています',
      en: 'the server certificate {name} is signed with a weak digest ({hash})',
    },
    remedies: [
      {
        ja: '接続先に SHA-256 以上で署名された証明書（中間証明書を含む）への更新を依頼してください。',
        en: 'Ask the partner for certificates signed with SHA-256 or better, the intermediates too.',
      },
      waiveSmallKeys,
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書「{name}」は {hash} で署名されており、安全ではありません。SHA-256 以上の証明書への更新をお願いします。',
      en: 'The certificate {name} of your server {peer} is signed with {hash}, which is not safe. Please renew it with SHA-256 or better.',
    },
  },
  {
    cause: 'weak-handshake-signature',
    fault: 'tls-too-weak',
    side: 'partner',
    fits: weakHandshakeSignature,
    shows: ['server-hello', 'key-exchange', 'our-alert', 'error'],
    breaksAt: 'key-exchange',
    summary: {
      ja: '接続先は鍵交換に弱い署名（{signature}）を使いました',
      en: 'the server signed the key exchange in a weak way ({signature})',
    },
    remedies: [
      {
        ja: '接続先に、SHA-256 以上の署名に対応したサーバーへの更新を依頼してください。',
        en: 'Ask the partner for a server that signs with SHA-256 or better.',
      },
      askForTls12,
      waiveSmallKeys,
    ],
    tell: {
      ja: '貴社サーバー {peer} は鍵交換に {signature} の署名を使用しています。SHA-256 以上への対応をお願いします。',
      en: 'Your server {peer} signs the key exchange with {signature}. Please use SHA-256 or better.',
    },
  },
  {
    cause: 'server-signature-wrong',
    fault: 'tls-certificate-untrusted',
    side: 'unknown',
    fits: (evidence) =>
      evidence.role === 'client' && isWrongSignature(evidence)
        ? { name: nameOf(evidence.serverChain[0]) }
        : undefined,
    shows: ['server-hello', 'server-chain', 'key-exchange', 'our-alert', 'error'],
    breaksAt: 'key-exchange',
    summary: {
      ja: '接続先の証明書「{name}」と、鍵交換の署名または選択した暗号が合いません',
      en: 'the server certificate {name} does not fit the signature of the key exchange, or the suite that was picked',
    },
    remedies: [
      {
        ja: '接続先に、サーバーの証明書・秘密鍵・暗号の設定の確認を依頼してください。',
        en: 'Ask the partner to check certificate, key and suites of the server.',
      },
      {
        ja: 'ファイアウォールやプロキシの TLS 検査を確認してください。',
        en: 'Check firewalls and proxies that inspect TLS.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} の鍵交換の署名が、証明書「{name}」と合いません。証明書と秘密鍵の設定をご確認ください。',
      en: 'The key exchange of your server {peer} does not fit its certificate {name}. Please check the settings of certificate and key.',
    },
  },
  {
    cause: 'unsafe-legacy-renegotiation',
    fault: 'tls-too-weak',
    side: 'partner',
    fits: (evidence) =>
      reported(evidence, /UNSAFE_LEGACY_RENEGOTIATION|unsafe legacy renegotiation/i)
        ? {}
        : undefined,
    shows: ['hello', 'server-hello', 'our-alert', 'error'],
    breaksAt: 'server-hello',
    summary: {
      ja: '接続先は安全な再ネゴシエーション（RFC 5746）に対応していません',
      en: 'the server does not support secure renegotiation (RFC 5746)',
    },
    remedies: [
      {
        ja: '接続先にサーバーの更新を依頼してください（RFC 5746 への対応。2010 年以降の製品は対応しています）。',
        en: 'Ask the partner to update the server (RFC 5746, known to products since 2010).',
      },
      {
        ja: 'やむを得ない場合だけ: 期限付きの許可を登録してください。通信に他人のデータを挿入されるおそれがあります。',
        en: 'Only if there is no other way: register a dated waiver. Somebody on the way may put data in front of ours.',
        actions: [allowing('legacy-renegotiation')],
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は安全な再ネゴシエーション（RFC 5746）に対応していません。サーバーの更新をお願いします。',
      en: 'Your server {peer} does not support secure renegotiation (RFC 5746). Please update it.',
    },
  },
]

const smallDh = /DH_KEY_TOO_SMALL|dh key too small|ERR_TLS_DH_PARAM_SIZE|BAD_DH_VALUE/i
const wrongSignature = /^ERR_(?:SSL|LEGACY)_BAD_SIGNATURE$|^ERR_LEGACY_CERTIFICATE_KEY$/
const smallKey = /\b(?:EE|CA)_KEY_TOO_SMALL\b|certificate key too weak/i
const weakDigest = /\bCA_MD_TOO_WEAK\b|digest algorithm too weak/i

/** RSA that is no signature at all has words of its own, so our alert tells (RFC 5246 §7.2.2). */
function isWrongSignature(evidence: Evidence): boolean {
  if (reported(evidence, wrongSignature)) return true
  const { keyExchange, lastFrom } = evidence
  const beforeFinished = keyExchange !== undefined && lastFrom.server?.kind !== 'encrypted'
  return beforeFinished && alertFrom(evidence, 'client')?.name === 'decrypt_error'
}

function weakHandshakeSignature(evidence: Evidence): Slots | undefined {
  const signature = evidence.keyExchange?.signatureAlgorithm ?? ''
  if (evidence.role !== 'client') return undefined
  const refused = reported(
    evidence,
    /WRONG_SIGNATURE_TYPE|LEGACY_SIGALG|NO_SUITABLE_SIGNATURE_ALGORITHM|SIGALG_DISALLOWED/,
  )
  return refused && /sha1|md5/i.test(signature) ? { signature } : undefined
}
