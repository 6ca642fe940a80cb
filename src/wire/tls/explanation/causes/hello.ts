import { actions } from '../../action.ts'
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
      ja: '貴社サーバー {peer} は、当社の Client Hello（{bytes} バイト、TLS 1.3 の新しい鍵共有を含みます）に {alert} を返します。サーバーと途中の機器の更新をご検討ください{when}。',
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
