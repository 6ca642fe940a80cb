import { setRange } from '../action.ts'
import { withoutPostQuantum } from '../groups/groups.ts'
import type { Advice, AdviceFacts } from './advice-facts.ts'
import { change, nameOf, places, tell } from './changes.ts'
import { variantTexts } from './questions.ts'
import type { TlsCheckChange, HelloVariant } from './report.ts'

/**
 * The hello of the settings got no answer, and others do: what was tried says what it is
 * about, and nothing else needs to be asked.
 */
export function adviseHello(facts: AdviceFacts): Advice | undefined {
  const { variants, base } = facts
  if (variants.length === 0) return undefined
  const { bytes = 0, keyShares = [] } = base.hello ?? {}
  const share = keyShares.join(', ')
  const what = {
    ja: `今の設定の Client Hello（${bytes} バイト、鍵共有 ${share}）には応答がありません`,
    en: `the Client Hello of the present settings (${bytes} bytes, key shares ${share}) gets no answer`,
  }
  const answered = variants.filter((one) => one.answered).map(({ variant }) => variant)
  if (answered.length === 0) return { reasons: [only(what)], changes: [askForUpdate] }
  const list = (language: 'ja' | 'en'): string =>
    answered.map((one) => variantTexts[one][language]).join(language === 'ja' ? '、' : ', ')
  return {
    reasons: [
      {
        ja: `${what.ja}。次のものには応答します: ${list('ja')}`,
        en: `${what.en}; these do: ${list('en')}`,
      },
    ],
    changes: [...answered.flatMap((one) => cures[one]?.(facts) ?? []), askForUpdate],
  }
}

type Text = TlsCheckChange['text']

function only(what: Text): Text {
  return {
    ja: `${what.ja}。小さい Client Hello には応答するため、アドレスの許可の問題ではありません`,
    en: `${what.en}; smaller ones do, so it is not a matter of our address`,
  }
}

const askForUpdate = tell({
  ja: 'サーバーと、その前にある機器（ファイアウォール、負荷分散装置）の更新を、接続先とネットワーク管理者に依頼してください。',
  en: 'Ask the partner, and the network administrator, to update the server and the devices before it (firewalls, load balancers).',
})

/** What of a variant can be set for a partner. */
const cures: Readonly<Partial<Record<HelloVariant, (facts: AdviceFacts) => TlsCheckChange[]>>> = {
  'without-post-quantum': (facts) => {
    const list = withoutPostQuantum(facts.order.policy.tlsGroups) ?? []
    return [
      change(
        {
          ja: '耐量子の鍵交換グループを外します。Client Hello が小さくなり、TLS 1.3 はそのまま使えます。',
          en: 'Leave the post-quantum groups out: the hello gets small, and TLS 1.3 stays.',
        },
        [`hikyaku tls groups ${nameOf(facts)} --set ${list.join(',')}`],
        places.tls,
      ),
    ]
  },
  'tls1.2': (facts) => {
    const { tlsMin, tlsMax } = facts.order.policy
    const range = { tlsMin, tlsMax: 'TLSv1.2' } as const
    const set = setRange(nameOf(facts), { tlsMin, tlsMax }, range)
    return [
      change(
        {
          ja: 'TLS 1.2 までに下げます。Client Hello が小さくなり、鍵共有も含まれません。',
          en: 'Go down to TLS 1.2: the hello gets small and has no key share.',
        },
        [`hikyaku ${set}`],
        places.tls,
      ),
    ]
  },
  'without-name': () => [
    tell({
      ja: 'ホスト名（SNI）を含む Client Hello に応答するよう、接続先に依頼してください。',
      en: 'Ask the partner to answer a hello with the host name (SNI) in it.',
    }),
  ],
  'ssl2-form': () => [
    tell({
      ja: 'サーバーは SSL 2.0 形式の Client Hello を必要としています。この形式は禁止されており（RFC 6176）、こちらからは送れません。TLS の形式の Client Hello に応答するよう、接続先に更新を依頼してください。',
      en: 'The server wants a hello in the form of SSL 2.0, which is prohibited (RFC 6176) and cannot be sent from here: ask the partner for an update that answers a hello in the form of TLS.',
    }),
  ],
}
