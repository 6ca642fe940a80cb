import { defined } from '../../base/defined.ts'
import { catalogue, faultText, type FaultEntry } from '../../errors/index.ts'
import type { Fault } from '../exchange/index.ts'
import type { AlertMessage, AlertNotice, MessageKind, NoticeFault } from './ports.ts'

const words: Readonly<Record<MessageKind, { readonly ja: string; readonly en: string }>> = {
  raised: { ja: '障害・警告', en: 'new' },
  reminder: { ja: '継続中', en: 'still standing' },
  ended: { ja: '解消', en: 'ended' },
  test: { ja: '通知のテスト', en: 'test of the alert' },
}

/** A message in words: Japanese first, English below. No payload, and nothing secret. */
export function noticeOf(message: AlertMessage, known: readonly Fault[]): AlertNotice {
  const { id, kind, rule, createdAt } = message
  const { ja, en } = words[kind]
  const faults = known.map(noticeFault)
  const count = faults.length === 0 ? '' : ` ${faults.length}`
  const about = faults[0] === undefined ? '' : `: ${line(faults[0].message.ja)}`
  const text = [`${ja} / ${en} (${rule})`, ...faults.map(factsOf), 'hikyaku fault list']
  return {
    id,
    rule,
    kind,
    at: createdAt,
    subject: line(`[Hikyaku] ${ja}${count}${about}`).slice(0, 150),
    text: `${text.join('\n\n')}\n`,
    faults,
  }
}

function noticeFault({ id, name, params, at, partner, acknowledged }: Fault): NoticeFault {
  const entry = catalogue[name] as FaultEntry
  const [ja, en] = [faultText(name, params, 'ja'), faultText(name, params, 'en')]
  return {
    id,
    number: entry.id,
    name,
    status: entry.status,
    at,
    ...defined({ partner }),
    message: { ja: ja.message, en: en.message },
    remedy: { ja: ja.remedy, en: en.remedy },
    ...(acknowledged === undefined
      ? {}
      : { ended: { at: acknowledged.at, comment: acknowledged.comment } }),
  }
}

function factsOf({ number, id, at, partner, message, remedy, ended }: NoticeFault): string {
  return [
    `${number}  ${id}  ${at.toISOString()}${partner === undefined ? '' : `  ${partner}`}`,
    ...[message.ja, remedy.ja, message.en, remedy.en],
    ...(ended === undefined ? [] : [`→ ${ended.comment}`]),
  ].join('\n')
}

/** A subject is one line, whatever a fault quotes. */
function line(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')
}
