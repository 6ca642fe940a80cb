import type { Weakening } from '../policy/waiver.ts'
import type { AdviceFacts } from './advice-facts.ts'
import type { DoctorChange } from './report.ts'

type Text = DoctorChange['text']

/** The places of the console, as its pages are titled. */
export const places = {
  tls: {
    ja: '接続先 › オプション設定 › SSL 暗号の順位',
    en: 'Partners › Options › SSL cipher suite order',
  },
  clientCertificate: {
    ja: '接続先 › オプション設定 › クライアント認証設定',
    en: 'Partners › Options › Client authentication',
  },
  partner: { ja: '接続先 › 設定', en: 'Partners › Settings' },
} as const

/** What only people can do. */
export function tell(text: Text): DoctorChange {
  return { text, commands: [], weakens: false }
}

/** What a command or a page of the console does. */
export function change(text: Text, commands: string[], place: Text): DoctorChange {
  return { text, commands, console: place, weakens: false }
}

/** The same, with a waiver: less safe, and for a time only. */
export function weakening(
  facts: Pick<AdviceFacts, 'order'>,
  text: Text,
  allow: readonly Weakening[],
  commands: readonly string[] = [],
): DoctorChange {
  const name = nameOf(facts)
  const waive = `hikyaku tls waive ${name} --allow ${allow.join(',')} --reason TEXT --by NAME --until YYYY-MM-DD`
  return { text, commands: [waive, ...commands], console: places.tls, weakens: true }
}

/** As it is typed; a name with blanks is quoted. `PARTNER`: there is none at the address. */
export function nameOf({ order }: Pick<AdviceFacts, 'order'>): string {
  const name = order.isPartner ? order.policy.name : order.partnersThere?.[0]
  if (name === undefined) return 'PARTNER'
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`
}
