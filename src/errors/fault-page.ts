import { catalogue } from './catalogue.ts'
import type { FaultEntry, Language } from './entry.ts'

interface Words {
  readonly title: string
  readonly intro: string
  readonly columns: string
  readonly labels: readonly [string, string, string, string, string, string, string]
  readonly status: Readonly<Record<FaultEntry['status'], string>>
  readonly side: Readonly<Record<FaultEntry['side'], string>>
  readonly retry: Readonly<Record<FaultEntry['retry'], string>>
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Faults',
    intro:
      'Every fault that Hikyaku reports, by its ID. Words in {braces} are filled in when it happens. This page is written by `npm run docs:faults` from the catalogue in `src/errors`.',
    columns: '| ID | Status | Message |',
    labels: [
      'Status',
      'Message',
      'Whose side',
      'Remedy',
      'At the command line',
      'For the partner',
      'Tried again by itself',
    ],
    status: { fault: 'Fault', warning: 'Warning' },
    side: {
      partner: 'the partner',
      station: 'this station',
      network: 'the network between',
      operator: 'our settings',
      unknown: 'not certain: see the remedy',
    },
    retry: { never: 'no', later: 'yes' },
  },
  ja: {
    title: '障害一覧',
    intro:
      'Hikyaku が報告するすべての障害を ID 順に示します。{波括弧} の部分には発生時の値が入ります。このページは `npm run docs:faults` が `src/errors` のカタログから作成します。',
    columns: '| ID | ステータス | メッセージ |',
    labels: [
      'ステータス',
      'メッセージ',
      'どちら側か',
      '対応方法',
      'コマンド',
      '接続先への連絡文',
      '自動で再試行するか',
    ],
    status: { fault: '障害', warning: '警告' },
    side: {
      partner: '接続先',
      station: 'このパソコン',
      network: '途中のネットワーク',
      operator: 'こちらの設定',
      unknown: '断定できません（対応方法を参照）',
    },
    retry: { never: 'いいえ', later: 'はい' },
  },
}

/** The catalogue as a page of documentation, in one language. */
export function faultPage(language: Language): string {
  const said = words[language]
  const entries: FaultEntry[] = Object.values(catalogue).toSorted((a, b) =>
    a.id.localeCompare(b.id),
  )
  return [
    `# ${said.title}`,
    said.intro,
    [said.columns, '| --- | --- | --- |', ...entries.map((entry) => row(entry, language))].join(
      '\n',
    ),
    ...entries.map((entry) => section(entry, language)),
    '',
  ].join('\n\n')
}

function row(entry: FaultEntry, language: Language): string {
  const status = words[language].status[entry.status]
  return `| [${entry.id}](#${entry.id}) | ${status} | ${entry[language].message} |`
}

function section(entry: FaultEntry, language: Language): string {
  const { labels, status, side, retry } = words[language]
  const { message, remedy, tell } = entry[language]
  const commands = entry.actions?.map(({ command }) => `\`${command}\``).join(' / ')
  const values = [
    status[entry.status],
    message,
    side[entry.side],
    remedy,
    commands,
    tell,
    retry[entry.retry],
  ]
  const lines = values.map((value, at) =>
    value === undefined ? undefined : `- **${labels[at] ?? ''}**: ${value}`,
  )
  return [`## ${entry.id}`, lines.filter((line) => line !== undefined).join('\n')].join('\n\n')
}
