import { causes } from '../../src/tls/explanation/causes/index.ts'
import type { CauseRow } from '../../src/tls/explanation/explanation.ts'
import { failingCases, testNameOf } from '../support/failing/failing-cases.ts'

const words = {
  en: {
    title: 'Failed handshakes and their explanations',
    other: '[日本語](failures.ja.md)',
    intro:
      'What Hikyaku says of a failed TLS connection, and the server that was made to fail for it. Each row is a test of `src/tls/explanation/real-servers.test.ts`, named by its cause and its last column. Words in {braces} are filled in from the recorded handshake. This page is written by `npm run docs:failures`.',
    made: 'Seen at real servers',
    columns: ['Cause', 'Server', 'Explanation', 'Who acts', 'Test'],
    rest: 'Told from the record alone',
    restIntro:
      'These causes have no server in that table: they come from callers of our own server, or need devices and files that no test builds there.',
    sides: {
      partner: 'the partner',
      operator: 'the operator',
      network: 'the network between',
      unknown: 'not certain',
    },
  },
  ja: {
    title: 'ハンドシェイクの失敗と説明',
    other: '[English](failures.md)',
    intro:
      'TLS 接続に失敗したとき Hikyaku が表示する説明と、その失敗を実際に起こすサーバーの一覧です。各行は `src/tls/explanation/real-servers.test.ts` のテストに対応し、原因と最後の列がテストの名前です。{波括弧} の部分には、記録したハンドシェイクの値が入ります。このページは `npm run docs:failures` が作成します。',
    made: '実際のサーバーで確認したもの',
    columns: ['原因', 'サーバー', '説明', '対応する人', 'テスト'],
    rest: '記録だけから判断するもの',
    restIntro:
      '次の原因は、上の表にサーバーがありません。こちらのサーバーへの接続で起こるものか、テストでは用意していない機器やファイルが必要なものです。',
    sides: {
      partner: '接続先',
      operator: '運用担当者',
      network: '途中のネットワーク',
      unknown: '断定できません',
    },
  },
} as const

/** The table of failures as a page of documentation, in one language. */
export function failurePage(language: 'en' | 'ja'): string {
  const said = words[language]
  const byCause = new Map(causes.map((row) => [row.cause, row]))
  const made = failingCases.flatMap((one) => {
    const row = byCause.get(one.cause)
    if (row === undefined) return []
    return [
      [
        `\`${one.cause}\``,
        one.server[language],
        ...told(row, language),
        testNameOf(one).slice(one.cause.length + 2),
      ],
    ]
  })
  const seen = new Set(failingCases.map(({ cause }) => cause))
  const rest = causes
    .filter(({ cause }) => !seen.has(cause))
    .map((row) => [`\`${row.cause}\``, ...told(row, language)])
  const [cause, , explanation, side] = said.columns
  return [
    `# ${said.title}`,
    said.other,
    said.intro,
    `## ${said.made}`,
    table(said.columns, made),
    `## ${said.rest}`,
    said.restIntro,
    table([cause, explanation, side], rest),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}

function told({ summary, side }: CauseRow, language: 'en' | 'ja'): string[] {
  return [summary[language], words[language].sides[side]]
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [columns, columns.map(() => '---'), ...rows]
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}
