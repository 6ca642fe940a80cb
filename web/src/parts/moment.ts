import type { Language } from '../words/i18n.ts'

const locales: Readonly<Record<Language, string>> = { ja: 'ja-JP', en: 'en-GB' }

const full = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const

type DateText = (iso: string, language: Language) => string

/** A formatter takes far longer to make than to use: one for each language. */
function sayAs(options: Intl.DateTimeFormatOptions): DateText {
  const formats: Partial<Record<Language, Intl.DateTimeFormat>> = {}
  return (iso, language) => {
    const format = (formats[language] ??= new Intl.DateTimeFormat(locales[language], options))
    return format.format(new Date(iso))
  }
}

/** A moment with its seconds, as logs show it. */
export const momentText: DateText = sayAs({ ...full, ...clock })

/** Day and time without the year, as lists show what is new. */
export const shortMomentText: DateText = sayAs({
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

export const dayText: DateText = sayAs(full)

export const hourText: DateText = sayAs({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

export const shortDayText: DateText = sayAs({ month: 'numeric', day: 'numeric' })

const japan = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' })

/** `2026-12-01`: the day of now in Japan, by which the board counts. */
export function todayInJapan(): string {
  return japan.format(new Date())
}

/** As in `1.25 s`. */
export function durationText(from: string, to: string | undefined): string {
  if (to === undefined) return '–'
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000
  const short = seconds.toFixed(2)
  if (Number(short) < 60) return `${short} s`
  // Rounded before it is divided: no minute has 60 seconds.
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} m ${whole % 60} s`
}

const kilo = 1024

/** As in `12.3 KB`. */
export function sizeText(bytes: number): string {
  if (bytes < kilo) return `${bytes} B`
  const short = (bytes / kilo).toFixed(1)
  if (Number(short) < kilo) return `${short} KB`
  return `${(bytes / kilo / kilo).toFixed(1)} MB`
}

/** The first moment of a day that was picked, or of the one after it. */
export function dayStart(day: string | undefined, after = 0): string | undefined {
  if (day === undefined || day === '') return undefined
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const start = new Date(year, month - 1, date + after)
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString()
}
