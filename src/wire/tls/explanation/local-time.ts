/** `2026-11-28 19:16:03 +09:00`: as clocks here show it, and clear to a reader elsewhere. */
export function localTime(at: Date): string {
  const minutes = -at.getTimezoneOffset()
  const local = new Date(at.getTime() + minutes * 60_000).toISOString()
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const offset = `${minutes < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(rest)}`
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${offset}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
