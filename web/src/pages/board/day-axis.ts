/** Minutes of a day, and where they stand on the axis of the board. */
const minutesOfDay = 1440
const formats = new Map<string, Intl.DateTimeFormat>()

function partsIn(zone: string, iso: string): Readonly<Record<string, number>> {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  const parts = format.formatToParts(new Date(iso))
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
}

/** Minutes after midnight of `date` in a zone; below 0 on the day before. */
export function minutesOn(date: string, iso: string, zone: string): number {
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = partsIn(zone, iso)
  const days = (Date.UTC(year, month - 1, day) - Date.parse(`${date}T00:00:00Z`)) / 86_400_000
  return days * minutesOfDay + hour * 60 + minute
}

/** `07:30`; with its day if that is not the one of the board. */
export function clockOn(date: string, iso: string, zone: string): string {
  const { month = 1, day = 1, hour = 0, minute = 0 } = partsIn(zone, iso)
  const two = (value: number): string => String(value).padStart(2, '0')
  const clock = `${two(hour)}:${two(minute)}`
  const at = minutesOn(date, iso, zone)
  return at >= 0 && at < minutesOfDay ? clock : `${two(month)}/${two(day)} ${clock}`
}

/** `12/01 10:50`, in the zone in which a flow's times are meant. */
export function momentIn(iso: string, zone: string): string {
  const { month = 1, day = 1, hour = 0, minute = 0 } = partsIn(zone, iso)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(month)}/${two(day)} ${two(hour)}:${two(minute)}`
}

/** In per cent of the axis; what is outside of the day stands at its edge. */
export function percentOf(minutes: number): string {
  const part = Math.max(0, Math.min(1, minutes / minutesOfDay))
  return `${(part * 100).toFixed(2)}%`
}

/** The date of a day that is so many days away. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
