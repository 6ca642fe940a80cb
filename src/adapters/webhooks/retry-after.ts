const day = 24 * 60 * 60

/** How long the other side asks to be left alone: seconds or a date (RFC 9110 §10.2.3). */
export function retryAfterOf(header: string | string[] | undefined, now: Date): number | undefined {
  const text = String(header ?? '').trim()
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : Math.ceil((Date.parse(text) - now.getTime()) / 1000)
  if (!Number.isFinite(seconds) || text === '') return undefined
  // Nobody is to silence a station for longer.
  return Math.min(Math.max(seconds, 0), day)
}
