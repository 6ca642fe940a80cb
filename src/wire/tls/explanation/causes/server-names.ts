import { isIP } from 'node:net'
import { actions } from '../../action.ts'
import { refusedByUs, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import { nameOf } from './certificates.ts'

const wrongName = /ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH/

/** Certificates that seem to name the host, and do not where names are looked for. */
export const serverNameCauses: readonly CauseRow[] = [
  {
    cause: 'server-address-not-named',
    fault: 'tls-wrong-host',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const { host, serverChain } = evidence
      const [own] = serverChain
      if (own === undefined || isIP(host) === 0 || !refusedByUs(evidence, wrongName))
        return undefined
      // As an address it would have fitted: what stands there is a host name of digits.
      if (own.names.includes(host)) return { where: 'as a DNS name', whereJa: 'DNS 名として' }
      if (nameOf(own) !== host) return undefined
      return { where: 'in its common name (CN) alone', whereJa: '共通名（CN）だけに' }
    },
    shows: ['hello', 'server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書は IP アドレス {host} を{whereJa}持ち、IP アドレスの項目（subjectAltName の iPAddress）がないため使えません',
      en: 'the server certificate holds the address {host} {where}, and lacks the entry for an IP address (iPAddress in subjectAltName)',
    },
    remedies: [
      {
        ja: '接続先に、IP アドレスの項目を含む証明書の発行を依頼してください。',
        en: 'Ask the partner for a certificate with an entry for the IP address.',
      },
      {
        ja: 'ホスト名で接続できる場合は、URL をそのホスト名に変更してください。',
        en: 'If the server has a host name that the certificate names, use that in the URL.',
        actions: [actions.setUrl],
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書は IP アドレスを{whereJa}持ち、subjectAltName の iPAddress がありません。iPAddress を含む証明書への変更をお願いします。',
      en: 'The certificate of your server {peer} holds its address {where}. Please use one with an iPAddress entry in subjectAltName.',
    },
  },
  {
    cause: 'server-names-missing',
    fault: 'tls-wrong-host',
    side: 'unknown',
    fits: (evidence: Evidence): Slots | undefined => {
      const [own] = evidence.serverChain
      if (own === undefined || own.names.length > 0) return undefined
      return refusedByUs(evidence, wrongName) ? { name: nameOf(own) } : undefined
    },
    shows: ['hello', 'server-chain', 'error'],
    breaksAt: 'server-chain',
    summary: {
      ja: '接続先の証明書にはホスト名の一覧（subjectAltName）がなく、名前「{name}」は接続したホスト {host} と異なります',
      en: 'the server certificate has no list of host names (subjectAltName), and its name {name} is not the host {host}',
    },
    remedies: [
      {
        ja: '接続先 URL のホスト名が接続通知書と同じか確認してください。',
        en: 'Check that the host in the URL is the one in the partner’s connection notice.',
        actions: [actions.showPartner],
      },
      {
        ja: 'その名前のサーバーに接続する取り決めの場合は、証明書の名前を設定してください。',
        en: 'If the server of that name is called on purpose, set the name of the certificate.',
        actions: [actions.serverName],
      },
      {
        ja: '接続先に、subjectAltName を含む証明書への変更を依頼してください。',
        en: 'Ask the partner for a certificate with its host names in subjectAltName.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} の証明書に subjectAltName がありません。ホスト名 {host} を含む証明書への変更をお願いします。',
      en: 'The certificate of your server {peer} has no subjectAltName. Please use one that names {host}.',
    },
  },
]
