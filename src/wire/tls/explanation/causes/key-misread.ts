import { theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import { toSsl3Alone } from '../settings-commands.ts'
import { askForTls12 } from './shared-texts.ts'

/**
 * Java 11 and later reads the RSA secret of SSL 3.0 as TLS writes it, with its length before
 * it, where the hello had offered TLS (RFC 5246 §7.4.7.1 tells of the difference).
 */
export const keyMisreadCauses: readonly CauseRow[] = [
  {
    cause: 'rsa-secret-misread',
    fault: 'tls-refused',
    side: 'partner',
    fits: misread,
    shows: ['hello', 'server-hello', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: 'TLS 1.0 の Client Hello から SSL 3.0 に下がったため、接続先は RSA の鍵交換を読み取れませんでした（{alert}。Java 11 以降で起きます）',
      en: 'the server cannot read the key exchange with RSA where a hello of TLS 1.0 led to SSL 3.0 ({alert}; Java 11 and later do so)',
    },
    remedies: [
      askForTls12,
      {
        ja: '接続先が SSL 3.0 だけの場合は、SSL 3.0 だけを提示してください。鍵交換が読み取れるようになります。',
        en: 'If the server speaks SSL 3.0 alone, offer SSL 3.0 alone: then it reads the key exchange.',
        actions: [toSsl3Alone],
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は、TLS 1.0 の Client Hello に SSL 3.0 で応答した後、RSA の鍵交換を {alert} で拒否します（Java の既知の問題です）。TLS 1.2 以上への対応をお願いします。',
      en: 'Your server {peer} answers a hello of TLS 1.0 in SSL 3.0 and then refuses the RSA key exchange with {alert}, as Java is known to. Please support TLS 1.2 or later.',
    },
  },
]

/** What servers say to a secret that cannot be decrypted, then or at our Finished. */
const alerts = ['handshake_failure', 'bad_record_mac', 'decode_error', 'decrypt_error']

function misread(evidence: Evidence): Slots | undefined {
  const { role, lastFrom, ownChain, certificateRequested } = evidence
  const alert = theirAlert(evidence)?.name ?? ''
  if (role !== 'client' || !alerts.includes(alert) || !wentDownWithRsa(evidence)) return undefined
  // Our Finished was the last that we said.
  if (lastFrom.client?.kind !== 'encrypted') return undefined
  // It may as well miss our certificate.
  return certificateRequested === true && ownChain.length === 0 ? undefined : { alert }
}

function wentDownWithRsa({ hello, serverHello }: Evidence): boolean {
  const wentDown = serverHello?.version === 'SSLv3' && hello?.version !== 'SSLv3'
  return wentDown && serverHello.suite.startsWith('TLS_RSA_')
}
