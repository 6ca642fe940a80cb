import type { WebhookShape } from '../webhooks/shapes.ts'
import type { AlertNotice } from './ports.ts'

// What chats take is bounded, and what is too long is refused whole: so it is cut here.
// Nothing of it is read as markup, which partners' texts could steer.
const slackHeader = 150
const slackSection = 3000
const slackSections = 4
const teamsCharacters = 6000
const teamsLines = 120
const lineWorksTitle = 100
const lineWorksText = 1000

/** A message as the other side wants it. */
export function shaped(shape: WebhookShape, notice: AlertNotice): unknown {
  return shapes[shape](notice)
}

const shapes: Readonly<Record<WebhookShape, (notice: AlertNotice) => unknown>> = {
  generic: ({ rule, ...notice }) => ({ ...notice, alert: rule }),
  slack: ({ subject, text }) => ({
    // Shown in notifications; it knows `<!channel>` and links.
    text: subject.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    blocks: [
      { type: 'header', text: plain(cut(subject, slackHeader)) },
      ...pieces(text).map((piece) => ({ type: 'section', text: plain(piece) })),
    ],
  }),
  // Workflows: an Adaptive Card. Its TextBlock reads Markdown, a TextRun does not.
  teams: ({ subject, text }) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          body: [
            run({ text: subject, weight: 'Bolder', size: 'Medium' }),
            ...cut(text, teamsCharacters)
              .split('\n')
              .filter((line) => line !== '')
              .slice(0, teamsLines)
              .map((line) => run({ text: line })),
          ],
        },
      },
    ],
  }),
  'line-works': ({ subject, text }) => ({
    title: cut(subject, lineWorksTitle),
    body: { text: cut(text, lineWorksText) },
  }),
}

function plain(text: string): unknown {
  return { type: 'plain_text', text, emoji: false }
}

function run(text: Readonly<Record<string, string>>): unknown {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', ...text }] }
}

const more = '\n… hikyaku fault list'

function cut(text: string, most: number): string {
  if (text.length <= most) return text
  // A pair of surrogates is not cut apart.
  return text.slice(0, most - more.length).replace(/[\ud800-\udbff]$/, '') + more
}

function pieces(text: string): string[] {
  const whole = cut(text, slackSection * slackSections)
  const found: string[] = []
  for (let at = 0; at < whole.length; at += slackSection) {
    found.push(whole.slice(at, at + slackSection))
  }
  return found.filter((piece) => piece.trim() !== '')
}
