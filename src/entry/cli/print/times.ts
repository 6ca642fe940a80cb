/** A moment for people: local date and time, to the second. JSON keeps UTC. */
export function formatTime(time: Date): string {
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':')
  return `${formatDay(time)} ${clock}`
}

/** A time of day in a zone, as 08:30; with its date unless that is the day asked about. */
export function clockTime(time: Date, zone: string, date: string): string {
  const [day, clock = ''] = time.toLocaleString('sv-SE', { timeZone: zone }).split(' ')
  const short = clock.slice(0, 5)
  return day === date ? short : `${day?.slice(5) ?? ''} ${short}`
}

/** A local date, as 2026-04-01. */
export function formatDay(time: Date): string {
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-')
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
