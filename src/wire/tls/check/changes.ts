import { defined } from '../../../base/defined.ts'
import { shellWord, type ActionPlace } from '../action.ts'
import type { Remedy } from '../explanation/explanation.ts'
import type { Weakening } from '../policy/weakenings.ts'
import type { AdviceFacts } from './advice-facts.ts'
import type { TlsCheckChange } from './report.ts'

type Text = TlsCheckChange['text']

/** A place of the console, as its pages are titled. */
interface ConsolePlace {
  readonly place: ActionPlace
  readonly console: Text
}

export const places = {
  tls: {
    place: 'suites',
    console: {
      ja: '接続先 › オプション設定 › SSL 暗号の順位',
      en: 'Partners › Options › SSL cipher suite order',
    },
  },
  waiver: {
    place: 'waiver',
    console: {
      ja: '接続先 › オプション設定 › 弱い TLS の許可',
      en: 'Partners › Options › Waiver for weak TLS',
    },
  },
  clientCertificate: {
    place: 'client-auth',
    console: {
      ja: '接続先 › オプション設定 › クライアント認証設定',
      en: 'Partners › Options › Client authentication',
    },
  },
  trust: {
    place: 'trust',
    console: {
      ja: '接続先 › オプション設定 › 信頼する認証局',
      en: 'Partners › Options › Trusted CAs',
    },
  },
  partner: {
    place: 'partner',
    console: { ja: '接続先 › 基本設定', en: 'Partners › Basic settings' },
  },
} as const satisfies Readonly<Record<string, ConsolePlace>>

/** What only people can do. */
export function tell(text: Text): TlsCheckChange {
  return { text, commands: [], weakens: false }
}

/** What a command or a page of the console does. */
export function change(text: Text, commands: string[], place: ConsolePlace): TlsCheckChange {
  return { text, commands, ...place, weakens: false }
}

/** What an explanation advises. */
export function changeOf({ ja, en, actions = [] }: Remedy): TlsCheckChange {
  const [first] = actions
  return {
    text: { ja, en },
    commands: actions.map(({ command }) => command),
    ...defined({ place: first?.place }),
    weakens: actions.some(
      ({ place, command }) => place === 'waiver' && command.includes(' --allow '),
    ),
  }
}

/** The same, with a waiver: less safe, and for a time only. */
export function weakening(
  facts: Pick<AdviceFacts, 'order'>,
  text: Text,
  allow: readonly Weakening[],
  commands: readonly string[] = [],
): TlsCheckChange {
  const name = nameOf(facts)
  const waive = `hikyaku tls waive ${name} --allow ${allow.join(',')} --reason TEXT --by NAME --until YYYY-MM-DD`
  return { text, commands: [waive, ...commands], ...places.waiver, weakens: true }
}

/** As it is typed; a name with blanks is quoted. `PARTNER`: there is none at the address. */
export function nameOf({ order }: Pick<AdviceFacts, 'order'>): string {
  const name = order.isPartner ? order.policy.name : order.partnersThere?.[0]
  if (name === undefined) return 'PARTNER'
  return shellWord(name)
}
