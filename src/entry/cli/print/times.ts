/** A moment for people: local date and time, to the second. JSON keeps UTC. */
export function formatTime(time: Date): string {
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':')
  return `${formatDay(time)} ${clock}`
}

/** A local date, as 2026-04-01. */
export function formatDay(time: Date): string {
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-')
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
