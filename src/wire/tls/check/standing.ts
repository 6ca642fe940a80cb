import { wayToStandard } from './advice-agreement.ts'
import type { AdviceFacts } from './advice-facts.ts'
import { nameOf } from './changes.ts'
import { targetOf } from './order.ts'
import type { TlsCheckChange, TlsCheckFinding } from './report.ts'

type Text = TlsCheckChange['text']

/** A waiver whose server has learnt better: nothing forces it any more. */
export function standingOf(facts: AdviceFacts): TlsCheckFinding[] {
  const { works, plan } = facts
  const needless = ['legacy-renegotiation', 'small-keys']
  const weakened = plan?.weakenings.some((one) => !needless.includes(one)) === true
  const commands = works === 'yes' && weakened ? wayToStandard(facts) : []
  if (commands.length === 0) return []
  const list = commands.join('; ')
  return [
    {
      id: 'waiver-not-needed',
      level: 'warning',
      text: {
        ja: `弱い TLS の許可はもう必要ありません。標準の設定で接続できます（${list}）`,
        en: `the waiver for weak TLS is no longer needed: the server takes the standard settings (${list})`,
      },
    },
  ]
}

/** Whose settings were tried, where an address was checked, and whom the commands are for. */
export function noteOn(
  { order, base }: Pick<AdviceFacts, 'order' | 'base'>,
  changes: readonly TlsCheckChange[],
): Text | undefined {
  // Of a server that was not reached nothing was tried.
  if (order.isPartner || base.versions.length === 0) return undefined
  const name = nameOf({ order })
  const commands = changes.some((one) => one.commands.length > 0)
  return (order.partnersThere ?? []).length > 0
    ? {
        ja: `標準の設定で試しました。このアドレスには接続先 ${name} が登録されています。その設定で試すには hikyaku tls check ${name} を実行してください。${commands ? `下のコマンドは ${name} に対するものです。` : ''}`,
        en: `The default settings were tried. ${name} is a partner of this address: hikyaku tls check ${name} tries the settings of that partner.${commands ? ` The commands below are for ${name}.` : ''}`,
      }
    : {
        ja: `標準の設定で試しました。このアドレスの接続先は登録されていません。${commands ? `下のコマンドの前に hikyaku partner add ${name} --jx-server https://${targetOf(order)}/PATH --own-id ID --partner-id ID で登録し、${name} をその名前に読み替えてください。` : ''}`,
        en: `The default settings were tried; no partner of this address is set up.${commands ? ` Before the commands below, add one with hikyaku partner add ${name} --jx-server https://${targetOf(order)}/PATH --own-id ID --partner-id ID, and let its name stand for ${name}.` : ''}`,
      }
}
