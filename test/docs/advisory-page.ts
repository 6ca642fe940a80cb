import { advisories, type Advisory } from '../../src/wire/tls/index.ts'

const words = {
  en: {
    head: '# Known problems of TLS\n\n[日本語](advisories.ja.md)\n\nA failed handshake that meets all conditions of a problem links to it. `PARTNER` stands for the name of the partner. This page is written by `npm run docs:advisories`.\n',
    parts: [
      'Whom it concerns',
      'Since',
      'Conditions',
      'Explanation',
      'Cause',
      'Workaround',
      'How to undo it',
      'Sources',
    ],
  },
  ja: {
    head: '# TLS の既知の問題\n\n[English](advisories.md)\n\n失敗したハンドシェイクが発生条件をすべて満たすとき、その問題を表示します。`PARTNER` は接続先の名前に置き換えてください。このページは `npm run docs:advisories` が作成します。\n',
    parts: ['対象', '時期', '発生条件', '説明', '原因', '回避方法', '元に戻す方法', '出典'],
  },
} as const

/** The known problems as a page of documentation, in one language. */
export function advisoryPage(language: 'en' | 'ja'): string {
  const { head, parts } = words[language]
  const sections = advisories.map((one) => {
    const bodies = [
      one.concerns[language],
      `${one.since.date}: ${one.since.event[language]}`,
      listed(one.conditions.map(({ text }) => text[language])),
      one.explanation[language],
      one.cause[language],
      steps(one.workaround, language),
      steps(one.undo, language),
      listed(
        one.sources.map(({ title, date }) => (date === undefined ? title : `${title}, ${date}`)),
      ),
    ]
    const told = bodies.map((body, at) => `**${parts[at] ?? ''}**\n\n${body}\n`).join('\n')
    return `## ${one.title[language]}\n\n\`${one.id}\`\n\n${one.phenomenon[language]}\n\n${told}`
  })
  return [head, ...sections].join('\n')
}

function steps(remedies: Advisory['undo'], language: 'en' | 'ja'): string {
  return listed(
    remedies.map((one) => {
      const commands = one.actions?.map(({ command }) => `\n   - \`${command}\``) ?? []
      return `${one[language]}${commands.join('')}`
    }),
  )
}

function listed(lines: readonly string[]): string {
  return lines.map((line, at) => `${at + 1}. ${line}`).join('\n')
}
