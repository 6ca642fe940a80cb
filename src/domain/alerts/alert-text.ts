import { catalogue, faultText, type FaultEntry } from '../../errors/index.ts'
import type { Fault } from '../exchange/index.ts'
import type { AlertRule } from './alert-rule.ts'
import type { AlertMail, AlertMessage, MessageKind } from './ports.ts'

const words: Readonly<Record<MessageKind, { readonly ja: string; readonly en: string }>> = {
  raised: { ja: '障害・警告', en: 'new' },
  reminder: { ja: '継続中', en: 'still standing' },
  ended: { ja: '解消', en: 'ended' },
  test: { ja: '通知のテスト', en: 'test of the alert' },
}

/** The mail of a message: Japanese first, English below. No payload, and nothing secret. */
export function mailOf(
  { id, kind, createdAt }: AlertMessage,
  { name, mail }: AlertRule,
  faults: readonly Fault[],
): AlertMail {
  const { ja, en } = words[kind]
  const count = faults.length === 0 ? '' : ` ${faults.length}`
  const first = faults[0]
  const about =
    first === undefined ? '' : `: ${line(faultText(first.name, first.params, 'ja').message)}`
  const text = [
    `${ja} / ${en} (${name})`,
    ...faults.map((fault) => factsOf(fault)),
    'hikyaku fault list',
  ]
  return {
    id,
    to: mail,
    subject: line(`[Hikyaku] ${ja}${count}${about}`).slice(0, 150),
    text: `${text.join('\n\n')}\n`,
    at: createdAt,
  }
}

function factsOf({ id, name, params, at, partner, acknowledged }: Fault): string {
  const entry = catalogue[name] as FaultEntry
  const texts = (['ja', 'en'] as const).flatMap((language) => {
    const { message, remedy } = faultText(name, params, language)
    return [message, remedy]
  })
  return [
    `${entry.id}  ${id}  ${at.toISOString()}${partner === undefined ? '' : `  ${partner}`}`,
    ...texts,
    ...(acknowledged === undefined ? [] : [`→ ${acknowledged.comment}`]),
  ].join('\n')
}

/** A subject is one line, whatever a fault quotes. */
function line(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')
}
