import { describe, expect, test } from 'vitest'

import type { AlertNotice } from './ports.ts'
import { shaped } from './webhook-shapes.ts'

const notice: AlertNotice = {
  id: 'M-260924-7F3K9Q2M4T',
  rule: 'ops',
  kind: 'raised',
  at: new Date('2026-09-24T00:00:00Z'),
  subject: '[Hikyaku] 障害・警告 1: 業務「<!channel>」',
  text: '障害・警告 / new (ops)\n\n20181111  *a* [x](https://evil.example) <!here>\n',
  faults: [],
}
const long = { ...notice, subject: '長'.repeat(150), text: '😀'.repeat(20_000) }

interface Card {
  readonly attachments: readonly {
    readonly contentType: string
    readonly content: { readonly version: string; readonly body: readonly Run[] }
  }[]
}
interface Run {
  readonly type: string
  readonly inlines: readonly { readonly type: string; readonly text: string }[]
}

test('generic is the message itself, for programs', () => {
  expect(shaped('generic', notice)).toEqual({
    id: notice.id,
    alert: 'ops',
    kind: 'raised',
    at: notice.at,
    subject: notice.subject,
    text: notice.text,
    faults: [],
  })
})

describe('Slack', () => {
  test('gets blocks of plain text, and no mention in what it shows first', () => {
    const { text, blocks } = shaped('slack', notice) as {
      text: string
      blocks: { type: string; text: { type: string; text: string } }[]
    }
    expect(text).toContain('&lt;!channel&gt;')
    expect(blocks.map(({ type }) => type)).toEqual(['header', 'section'])
    expect(blocks.every((block) => block.text.type === 'plain_text')).toBe(true)
    expect(blocks[1]?.text.text).toBe(notice.text)
  })

  test('gets no block that is longer than it takes', () => {
    const { blocks } = shaped('slack', long) as {
      blocks: { type: string; text: { text: string } }[]
    }
    for (const { type, text } of blocks) {
      expect(text.text.length).toBeLessThanOrEqual(type === 'header' ? 150 : 3000)
    }
    expect(blocks.length).toBeLessThan(10)
  })
})

describe('Teams', () => {
  test('gets an Adaptive Card as Workflows posts it, of which nothing is read as Markdown', () => {
    const { attachments } = shaped('teams', notice) as Card
    expect(attachments[0]?.contentType).toBe('application/vnd.microsoft.card.adaptive')
    const body = attachments[0]?.content.body ?? []
    expect(new Set(body.map(({ type }) => type))).toEqual(new Set(['RichTextBlock']))
    expect(body.flatMap(({ inlines }) => inlines.map(({ text }) => text))).toEqual([
      notice.subject,
      ...notice.text.split('\n').filter((line) => line !== ''),
    ])
  })

  test('gets less than the 28 KB that it takes', () => {
    const text = `${'長い行'.repeat(10)}\n`.repeat(2000)
    const card = JSON.stringify(shaped('teams', { ...long, text }))
    expect(Buffer.byteLength(card)).toBeLessThan(28_000)
  })
})

test('LINE WORKS gets a title and a text', () => {
  expect(shaped('line-works', notice)).toEqual({
    title: notice.subject,
    body: { text: notice.text },
  })
  const cut = shaped('line-works', long) as { title: string; body: { text: string } }
  expect(cut.title.length).toBeLessThanOrEqual(100)
  expect(cut.body.text.length).toBeLessThanOrEqual(1000)
  // No half of a character is left.
  expect(cut.body.text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
})
