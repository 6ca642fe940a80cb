import { actions } from '../../action.ts'
import { labelOfName } from '../../versions.ts'
import { theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, RemedyRow, Slots } from '../explanation.ts'
import { isLargeHello, largeHelloSlots } from '../large-hello.ts'
import { upTo, withoutLargeGroups } from '../settings-commands.ts'

/** The check finds out by trying; a hello of TLS 1.2 is small and has no share. */
export const findTheVariant: RemedyRow = {
  ja: '接続先の確認で、どの Client Hello なら応答するかを調べてください。',
  en: 'Let the check try which Client Hello is answered.',
  actions: [actions.check],
  when: isLargeHello,
}

export const smallerShare: RemedyRow = {
  ja: '耐量子の鍵交換グループを外して試してください。Client Hello が小さくなり、TLS 1.3 はそのまま使えます。',
  en: 'Try without the post-quantum groups: the hello gets small, and TLS 1.3 stays.',
  actions: [withoutLargeGroups],
  when: isLargeHello,
}

export const smallerHello: RemedyRow = {
  ja: 'Client Hello が大きすぎる場合は、TLS 1.2 までに下げてください（小さくなり、鍵共有も含まれません）。',
  en: 'If the Client Hello is too large, go down to TLS 1.2: it gets small and has no key share.',
  actions: [upTo('TLSv1.2')],
  when: isLargeHello,
}

/** The first word of the other side is that it cannot read what a library of today says. */
export const helloCauses: readonly CauseRow[] = [
  {
    cause: 'caller-hello-in-ssl2-form',
    fault: 'tls-failed',
    side: 'partner',
    fits: ({ role, hello, serverHello }) =>
      role === 'server' && hello?.form === 'ssl2' && serverHello === undefined
        ? { version: labelOfName(hello.version) }
        : undefined,
    shows: ['hello', 'our-alert', 'error'],
    breaksAt: 'hello',
    summary: {
      ja: '接続元は SSL 2.0 形式の Client Hello を送りました（{version} まで）。この形式は禁止されており（RFC 6176）、TLS 1.2 に必要な項目を含められません',
      en: 'the caller sent a hello in the form of SSL 2.0 ({version} at most), which is prohibited (RFC 6176) and has no place for what TLS 1.2 needs',
    },
    remedies: [
      {
        ja: '接続元に、SSL 2.0 互換の Client Hello（Java では SSLv2Hello）を無効にし、TLS 1.2 以上で接続するよう依頼してください。',
        en: 'Ask the caller to switch off the hello that is compatible with SSL 2.0 (SSLv2Hello in Java) and to connect with TLS 1.2 or later.',
      },
    ],
    tell: {
      ja: '貴社のクライアントは SSL 2.0 形式の Client Hello を送信しています。SSL 2.0 互換（Java では SSLv2Hello）を無効にし、TLS 1.2 以上で接続してください。',
      en: 'Your client sends a hello in the form of SSL 2.0. Please switch compatibility with SSL 2.0 off (SSLv2Hello in Java) and connect with TLS 1.2 or later.',
    },
  },
  {
    cause: 'hello-not-understood',
    fault: 'tls-refused',
    side: 'partner',
    fits: notUnderstood,
    shows: ['hello', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '相手は Client Hello を理解できません（{alert}）{large}',
      en: 'the other side does not understand the Client Hello ({alert}){large}',
    },
    remedies: [
      findTheVariant,
      smallerShare,
      smallerHello,
      {
        ja: '接続先に、サーバーと途中の機器の更新を依頼してください。',
        en: 'Ask the partner to update the server and what stands before it.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は、当方の Client Hello（{bytes} バイト、TLS 1.3 の新しい鍵共有を含みます）に {alert} を返します。サーバーと途中の機器の更新をご検討ください{when}。',
      en: 'Your server {peer} answers our Client Hello ({bytes} bytes, with a key share of today) with {alert}. Please consider an update of the server and of what stands before it{when}.',
    },
  },
]

const complaints = ['decode_error', 'illegal_parameter']

function notUnderstood(evidence: Evidence): Slots | undefined {
  const alert = theirAlert(evidence)?.name ?? ''
  const { role, serverHello, hello } = evidence
  if (role !== 'client' || serverHello !== undefined || !complaints.includes(alert)) {
    return undefined
  }
  if (!isLargeHello(evidence)) return undefined
  return { alert, bytes: hello?.bytes ?? '?', ...largeHelloSlots(evidence) }
}
