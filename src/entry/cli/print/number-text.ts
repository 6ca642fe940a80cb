import type { Language } from '../../../errors/index.ts'

/** A number as people read it: `3,580`; what is no number stays as it is. */
export function numberText(value: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(value)
  if (match === null) return value
  const [, sign = '', whole = '', fraction = ''] = match
  const grouped = whole.replace(/^0+(?=\d)/, '').replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${sign === '' ? '' : '−'}${grouped}${fraction.replace(/^\.0+$/, '')}`
}

const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

/** A day of a document with its day of the week; what is no day stays as it is. */
export function dayText(value: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  if (match === null) return value.replace('T', ' ')
  const [, year, month, day] = match
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const weekday = weekdays[language][date.getUTCDay()] ?? ''
  return language === 'ja'
    ? `${match[0].replaceAll('-', '/')}（${weekday}）`
    : `${match[0]} (${weekday})`
}
