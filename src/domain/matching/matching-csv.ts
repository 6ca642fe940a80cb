import type { Cell, MatchedSlip } from './judge-slip.ts'
import type { PartnerMatching } from './match-partner.ts'
import { textOfDay } from '../timetable/day.ts'
import { deedWords, resultWords, stageWords } from './match-words.ts'

export type MatchLanguage = 'ja' | 'en'

/** Spreadsheets take the text for Japanese only with this before it. */
const byteOrderMark = '\uFEFF'

const heads = {
  ja: ['伝票番号', '店舗コード', '店舗', '発注日', '納品日', '計上日'],
  en: ['slip', 'store code', 'store', 'ordered', 'delivery', 'booked'],
} as const
const tails = {
  ja: ['結果', '照合結果', '扱い', '確認の内容', '確認者', '確認日時', '締日', '接続先'],
  en: ['result', 'code', 'deed', 'comment', 'settled by', 'settled at', 'closing', 'partner'],
} as const

/** 支払照合表 for a spreadsheet: a row a slip, an amount and a difference a stage. */
export function matchingCsv(
  { partner, closing, stages }: Pick<PartnerMatching, 'partner' | 'closing' | 'stages'>,
  slips: readonly MatchedSlip[],
  language: MatchLanguage,
): string {
  const used = stages.map(({ stage }) => stage)
  const difference = language === 'ja' ? '差' : 'difference'
  const columns = used.flatMap((stage, at) => {
    const name = stageWords[stage][language]
    return at === 0 ? [name] : [name, `${name} ${difference}`]
  })
  const head = [...heads[language], ...columns, ...tails[language]]
  const rows = slips.map((slip) => [
    slip.slip.number,
    slip.store.code,
    slip.store.name,
    slip.orderDate ?? '',
    slip.deliveryDate ?? '',
    slip.day,
    ...used.flatMap((stage, at) => {
      const cell = slip.cells[stage]
      return at === 0 ? [amountText(cell)] : [amountText(cell), differenceText(cell)]
    }),
    resultWords[slip.result][language],
    slip.verified.join(' '),
    slip.settled === undefined ? '' : deedWords[slip.settled.deed][language],
    slip.settled?.comment ?? '',
    slip.settled?.by ?? '',
    slip.settled?.at.toISOString() ?? '',
    textOfDay(closing.day),
    partner,
  ])
  const lines = [head, ...rows].map((row) => row.map(cellText).join(','))
  return `${byteOrderMark}${lines.join('\r\n')}\r\n`
}

function amountText(cell: Cell | undefined): string {
  return cell?.state === 'there' ? String(cell.amount) : ''
}

function differenceText(cell: Cell | undefined): string {
  if (cell?.state === 'there') return String(cell.differs)
  return cell?.state === 'missing' && cell.step !== undefined ? String(cell.step) : ''
}

/** A value that a spreadsheet would take for a formula is kept a text. */
function cellText(value: string): string {
  const plain = /^[=+@\t\r]|^-(?!\d+$)/u.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
