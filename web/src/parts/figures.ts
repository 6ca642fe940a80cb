import type { Language } from '../words/i18n.ts'

/** A number as people read it: thousands apart, a real minus, no zeros behind the point. */
export function figureText(
  value: number | string,
  places: 'as needed' | 'kept' = 'as needed',
): string {
  const text = String(value)
  const match = /^([-+]?)0*(\d+)(?:\.(\d+))?$/u.exec(text)
  if (match === null) return text
  const [, sign, whole = '0', behind = ''] = match
  const rest = places === 'kept' ? behind : behind.replace(/0+$/u, '')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')
  return `${sign === '-' ? '−' : ''}${grouped}${rest === '' ? '' : `.${rest}`}`
}

const weekdays = {
  ja: ['日', '月', '火', '水', '木', '金', '土'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

/** A day of a slip, `2026-12-02`, with its day of the week; its year if that is another one. */
export function slipDay(day: string, language: Language, now = new Date()): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(day)
  if (match === null) return day
  const [, year = '', month = '', date = ''] = match
  const at = new Date(Number(year), Number(month) - 1, Number(date))
  if (at.getMonth() !== Number(month) - 1) return day
  const name = weekdays[language][at.getDay()] ?? ''
  const isNear = Number(year) === now.getFullYear()
  if (language === 'en') return `${name} ${isNear ? '' : `${year}-`}${month}-${date}`
  return `${isNear ? '' : `${year}/`}${month}/${date}（${name}）`
}
