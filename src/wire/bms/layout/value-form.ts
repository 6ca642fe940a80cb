import { decimalText, scaled } from '../check/decimal.ts'
import type { LayoutColumn } from './layout.ts'

/** What went wrong with a value, if something did. */
export type Formed =
  { readonly text: string } | { readonly fault: 'value-unreadable' | 'value-too-wide' }

const plus = '{ABCDEFGHI'
const minus = '}JKLMNOPQR'

/**
 * A value as its column writes it, without padding.
 *
 * @param sign of a zoned number: `-` or anything else
 */
export function formedOut(value: string, spec: LayoutColumn, sign?: string): Formed {
  const coded = spec.codes === undefined ? value : (spec.codes[value] ?? spec.codes['*'] ?? value)
  const last = spec.digits === undefined ? coded : coded.slice(-spec.digits)
  switch (spec.type ?? 'text') {
    case 'text':
      return { text: last }
    case 'date':
      return dateOut(last, spec.date ?? 'YYYYMMDD')
    case 'time':
      return timeOut(last)
    case 'number':
    case 'zoned':
      return numberOut(last, spec, sign)
  }
}

/** The value that a column holds; blanks around it are padding. */
export function formedIn(text: string, spec: LayoutColumn): Formed & { readonly sign?: string } {
  const bare = spec.pad === '0' && spec.align !== 'right' ? text : text.replace(/ +$/, '')
  switch (spec.type ?? 'text') {
    case 'text':
      return { text: decoded(spec.align === 'right' ? bare.replace(/^ +/, '') : bare, spec) }
    case 'date':
      return dateIn(bare.trim(), spec.date ?? 'YYYYMMDD')
    case 'time':
      return timeIn(bare.trim())
    case 'number':
      return numberIn(bare.trim(), spec)
    case 'zoned':
      return zonedIn(bare.trim(), spec)
  }
}

function decoded(text: string, { codes }: LayoutColumn): string {
  if (codes === undefined) return text
  const found = Object.entries(codes).find(([from, to]) => from !== '*' && to === text)
  return found?.[0] ?? text
}

function numberOut(value: string, spec: LayoutColumn, sign: string | undefined): Formed {
  const number = scaled(value, spec.decimals ?? 0)
  if (number === undefined) return { fault: 'value-unreadable' }
  const isMinus = sign === '-' ? number > 0n : number < 0n
  const digits = (number < 0n ? -number : number).toString()
  if (spec.type !== 'zoned') {
    if (isMinus && spec.length !== undefined) return { fault: 'value-unreadable' }
    return { text: isMinus ? `-${digits}` : digits }
  }
  const last = Number(digits.at(-1) ?? '0')
  return { text: digits.slice(0, -1) + ((isMinus ? minus : plus)[last] ?? '') }
}

function numberIn(text: string, { decimals }: LayoutColumn): Formed {
  if (text === '') return { text }
  if (!/^-?\d+$/.test(text)) return { fault: 'value-unreadable' }
  return { text: decimalText(BigInt(text), decimals ?? 0) }
}

/** The last digit carries the sign in its zone; digits alone are positive. */
function zonedIn(text: string, spec: LayoutColumn): Formed & { readonly sign?: string } {
  if (text === '') return { text }
  const last = text.at(-1) ?? ''
  const isMinus = minus.includes(last)
  const digit = isMinus ? minus.indexOf(last) : plus.indexOf(last)
  const digits = text.slice(0, -1) + (digit < 0 ? last : String(digit))
  const formed = numberIn(digits, spec)
  return 'fault' in formed ? formed : { ...formed, sign: isMinus ? '-' : '+' }
}

function dateOut(value: string, form: string): Formed {
  const match = /^(\d{2})(\d{2})-(\d{2})-(\d{2})/.exec(value)
  if (match === null) return { fault: 'value-unreadable' }
  const [, century = '', year = '', month = '', day = ''] = match
  const text = form
    .replace('YYYY', century + year)
    .replace('YY', year)
    .replace('MM', month)
    .replace('DD', day)
  return { text }
}

function dateIn(text: string, form: string): Formed {
  if (text === '' || /^0+$/.test(text)) return { text: '' }
  const pattern =
    form === 'YYMMDD' ? /^(\d{2})(\d{2})(\d{2})$/ : /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})$/
  const match = pattern.exec(text)
  if (match === null) return { fault: 'value-unreadable' }
  const [, year = '', month = '', day = ''] = match
  const whole = year.length === 2 ? `${Number(year) >= 70 ? '19' : '20'}${year}` : year
  return { text: `${whole}-${month}-${day}` }
}

function timeOut(value: string): Formed {
  const match = /(\d{2}):(\d{2}):(\d{2})/.exec(value)
  return match === null ? { fault: 'value-unreadable' } : { text: match.slice(1, 4).join('') }
}

function timeIn(text: string): Formed {
  if (text === '') return { text }
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text)
  return match === null ? { fault: 'value-unreadable' } : { text: match.slice(1, 4).join(':') }
}
