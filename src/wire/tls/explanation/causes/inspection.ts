import type { SeenCertificate } from '../../wire/facts.ts'
import { reported, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import { hasOtherIssuer, isSelfIssued, issuerOf, lostIntermediate } from './certificates.ts'
import { getPartnerCa } from './shared-texts.ts'

/** The chain does not lead to a CA we trust, in the words of the library. */
export const untrusted =
  /DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT/

/** Names that products for the inspection of TLS put into the certificates they make. */
const products: readonly (readonly [pattern: RegExp, product: string])[] = [
  [/zscaler/i, 'Zscaler'],
  [/forti(?:net|gate)/i, 'FortiGate'],
  [/palo ?alto/i, 'Palo Alto Networks'],
  [/netskope|goskope/i, 'Netskope'],
  [/blue ?coat|proxysg|symantec web/i, 'Symantec ProxySG (Blue Coat)'],
  [/cisco umbrella|ironport/i, 'Cisco Umbrella / Secure Web Appliance'],
  [/mcafee|skyhigh/i, 'McAfee / Skyhigh Web Gateway'],
  [/i-?filter|digital arts/i, 'i-FILTER'],
  [/intersafe|\balsi\b/i, 'InterSafe'],
  [/trend ?micro|iwsva/i, 'Trend Micro'],
  [/sophos/i, 'Sophos'],
  [/forcepoint|websense/i, 'Forcepoint'],
  [/check ?point/i, 'Check Point'],
  [/sonicwall/i, 'SonicWall'],
  [/watchguard/i, 'WatchGuard'],
  [/barracuda/i, 'Barracuda'],
  [/\biboss\b/i, 'iboss'],
  [/menlo security/i, 'Menlo Security'],
  [/cloudflare.*gateway|gateway.*cloudflare/i, 'Cloudflare Gateway'],
  [/kaspersky/i, 'Kaspersky'],
  [/\beset\b/i, 'ESET'],
  [/avast|\bavg\b/i, 'Avast / AVG'],
  [/bitdefender/i, 'Bitdefender'],
  [/norton.*(?:web|mail)/i, 'Norton'],
  [/\bsquid\b/i, 'Squid'],
  [/mitmproxy/i, 'mitmproxy'],
  [/fiddler/i, 'Fiddler'],
  [/charles proxy/i, 'Charles'],
  [/portswigger|\bburp\b/i, 'Burp Suite'],
]

/** Somebody on the way who answers with a certificate of their own. */
export const inspectionCauses: readonly CauseRow[] = [
  {
    cause: 'inspected-by-proxy',
    fault: 'tls-intercepted',
    side: 'network',
    fits: (evidence: Evidence): Slots | undefined => {
      const { role, serverChain, host } = evidence
      if (role !== 'client' || !reported(evidence, untrusted)) return undefined
      const product = productOf(serverChain)
      return product === undefined ? undefined : { product, issuer: issuerOf(serverChain), host }
    },
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '途中の機器またはソフト（{product}）が TLS の中身を検査するため、自分の証明書で応答しています（発行元 {issuer}）',
      en: 'a device or program on the way ({product}) inspects TLS and answers with a certificate of its own (issued by {issuer})',
    },
    remedies: [
      {
        ja: 'ネットワーク管理者に、{host} を TLS 検査（HTTPS スキャン）の対象から除外するよう依頼してください。クライアント証明書は検査装置を通れません。',
        en: 'Ask the network administrator to take {host} out of the TLS inspection: a client certificate cannot pass through it.',
      },
      {
        ja: 'このパソコンのウイルス対策ソフトの場合は、HTTPS スキャンの除外に {host} を加えてください。',
        en: 'If it is the antivirus of this machine, add {host} to the exceptions of its HTTPS scan.',
      },
      {
        ja: '検査装置の認証局を信頼する設定は、通信内容が検査装置に読まれるため勧めません。',
        en: 'To trust the CA of the inspection is not advised: it then reads all that is exchanged.',
      },
    ],
  },
  {
    cause: 'issuer-changed',
    fault: 'tls-intercepted',
    side: 'unknown',
    fits: issuerChanged,
    shows: ['server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書の発行元が、前回成功した時の「{before}」から「{after}」に変わり、信頼する認証局に含まれません',
      en: 'the issuer of the server certificate was {before} at the last success; now it is {after}, which is not trusted',
    },
    remedies: [
      {
        ja: '接続先に、サーバー証明書を新しい認証局のものに更新したか、電話など別の経路で確認してください。',
        en: 'Ask the partner, by another way than this connection, whether the server has a certificate from a new CA.',
      },
      getPartnerCa,
      {
        ja: '更新していない場合は、途中の機器が応答しています。ネットワーク管理者に TLS 検査の有無を確認してください。',
        en: 'If it has not, somebody on the way answers: ask the network administrator about TLS inspection.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書の発行元が「{before}」から「{after}」に変わりました。更新された場合は、新しい認証局の証明書をご提供ください。',
      en: 'The certificate of your server {peer}, issued by {before} until now, is issued by {after}. If you renewed it, please send us the certificates of the new CA.',
    },
  },
]

function productOf(chain: readonly SeenCertificate[]): string | undefined {
  const names = chain.map(({ issuer }) => issuer).join('\n')
  return products.find(([pattern]) => pattern.test(names))?.[1]
}

function issuerChanged(evidence: Evidence): Slots | undefined {
  const { role, serverChain, knownChain } = evidence
  if (role !== 'client' || !hasOtherIssuer(evidence) || !reported(evidence, untrusted)) return
  // Such a server lacks more than our trust, and the partner can mend that.
  if (serverChain.slice(0, 1).some(isSelfIssued) || lostIntermediate(evidence)) return undefined
  return { before: issuerOf(knownChain ?? []), after: issuerOf(serverChain) }
}
