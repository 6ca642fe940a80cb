import {
  resultWords,
  stageWords,
  type Cell,
  type MatchedSlip,
  type PartnerMatching,
  type PaymentNotice,
  type Stage,
} from '../../../domain/matching/index.ts'
import { textOfDay } from '../../../domain/timetable/day.ts'
import type { Session } from '../session.ts'
import { dayText, numberText } from './number-text.ts'

/** A closing in a few lines: its stages, and what its notices come to. */
export function matchLines(session: Session, found: PartnerMatching): string[] {
  const { t, language } = session
  const { closing, stages, notices, elsewhere } = found
  const days = { closing: textOfDay(closing.day), from: textOfDay(closing.from) }
  return [
    t('match.closing', days),
    ...stages.map(({ stage, amount, slips, step, waiting }) => {
      const name = stageWords[stage][language]
      const told = t('match.stage', { stage: name, amount: yen(amount), slips: yen(slips) })
      const steps = step === undefined || step === 0 ? '' : t('match.step', { step: signed(step) })
      return told + steps + (waiting === 0 ? '' : t('match.waiting', { count: yen(waiting) }))
    }),
    ...notices.map((notice) => noticeLine(session, notice)),
    ...(elsewhere.slips === 0
      ? []
      : [t('match.elsewhere', { slips: elsewhere.slips, amount: yen(elsewhere.amount) })]),
  ]
}

/** A slip of a closing as a row. */
export function matchRow(session: Session, slip: MatchedSlip, stages: readonly Stage[]): string[] {
  const { language } = session
  const { slip: joined, store, deliveryDate, cells, result, settled } = slip
  return [
    joined.number,
    `${store.name} (${store.code})`,
    deliveryDate === undefined ? '' : dayText(deliveryDate, language),
    ...stages.map((stage) => cellText(cells[stage], language)),
    resultWords[result][language],
    settled?.by ?? '',
  ]
}

const absent = {
  ja: { missing: 'なし', waiting: 'まだ', none: '–', unknown: '不明' },
  en: { missing: 'none', waiting: 'not yet', none: '–', unknown: 'unknown' },
} as const

function cellText(cell: Cell | undefined, language: Session['language']): string {
  if (cell === undefined) return ''
  if (cell.state !== 'there') return absent[language][cell.state]
  return cell.differs === 0 ? yen(cell.amount) : `${yen(cell.amount)} | ${signed(cell.differs)}`
}

function noticeLine({ t }: Session, notice: PaymentNotice): string {
  const { verdict, told, purchases, tax, offsets, reckoned, paidOn } = notice
  switch (verdict) {
    case 'agreed':
      return t('match.agreed', {
        purchases: yen(purchases),
        tax: tax === undefined ? '' : t('match.tax', { tax: yen(tax) }),
        offsets: yen(-offsets),
        reckoned: yen(reckoned),
        paidOn: paidOn === undefined ? '' : t('match.paid-on', { day: paidOn }),
      })
    case 'before':
      return t('match.before', { told: yen(told.before ?? 0), own: yen(purchases) })
    case 'offsets':
      return t('match.offsets', { told: yen(told.offsets ?? 0), own: yen(offsets) })
    case 'total':
      return t('match.total', { told: yen(told.total ?? 0), own: yen(reckoned) })
    case 'no-sum':
      return t('match.no-sum', { own: yen(purchases) })
  }
}

function yen(amount: number): string {
  return numberText(String(amount))
}

function signed(amount: number): string {
  return amount > 0 ? `+${yen(amount)}` : yen(amount)
}
