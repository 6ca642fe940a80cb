import type { ServerPartner } from './partner.ts'

/** A day as YYYY-MM-DD, in the station's own time zone. */
export function stationDay(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** The client certificate that a partner is shown now: the next one from its day on. */
export function certificateInForce(
  { clientCertificate, nextClientCertificate: next }: ServerPartner,
  now: Date,
): string | undefined {
  return next !== undefined && stationDay(now) >= next.from ? next.name : clientCertificate
}

/** The partner as of now: a switch whose day has come is behind it. */
export function settledPartner(partner: ServerPartner, now: Date): ServerPartner {
  const { nextClientCertificate: next, ...rest } = partner
  if (next === undefined || stationDay(now) < next.from) return partner
  return { ...rest, clientCertificate: next.name }
}
