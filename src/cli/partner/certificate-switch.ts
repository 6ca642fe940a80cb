import { HikyakuError } from '../../errors/index.ts'
import {
  settledPartner,
  stationDay,
  type Ledger,
  type Partner,
  type ServerPartner,
} from '../../exchange/index.ts'
import { badArgument } from '../arguments.ts'
import type { PartnerOptions } from './options.ts'

/**
 * The options without a switch that is for a later day, and that switch.
 *
 * @throws HikyakuError argument-invalid
 */
export function splitSwitch(
  options: PartnerOptions,
  now: Date,
): { options: PartnerOptions; next?: NonNullable<ServerPartner['nextClientCertificate']> } {
  const { fromDate, clientCertificate, ...rest } = options
  if (fromDate === undefined) return { options }
  const moment = new Date(`${fromDate}T00:00:00Z`)
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== fromDate) {
    throw badArgument('--from-date', {
      en: `${fromDate} is not a day as YYYY-MM-DD`,
      ja: `${fromDate} は YYYY-MM-DD の日付ではありません`,
    })
  }
  if (typeof clientCertificate !== 'string') {
    throw badArgument('--from-date', {
      en: 'needs --client-certificate, the certificate to switch to',
      ja: '切り替え先の --client-certificate も必要です',
    })
  }
  if (fromDate <= stationDay(now)) {
    throw badArgument('--from-date', {
      en: 'must lie ahead; leave it out to switch at once',
      ja: '明日以降の日付を指定してください。すぐに切り替える場合は不要です',
    })
  }
  return { options: rest, next: { name: clientCertificate, from: fromDate } }
}

/** The partner with the switch the options ask for; a certificate that is set at once ends one. */
export async function withSwitch(
  ledger: Ledger,
  partner: Partner,
  options: PartnerOptions,
  now: Date,
): Promise<Partner> {
  if (partner.kind !== 'jx-server') return partner
  const { next } = splitSwitch(options, now)
  if (next !== undefined) {
    if ((await ledger.certificates.find(next.name)) === undefined) {
      throw new HikyakuError('certificate-unknown', { certificate: next.name })
    }
    return { ...settledPartner(partner, now), nextClientCertificate: next }
  }
  const unset = options.unset?.includes('client-certificate') === true
  if (options.clientCertificate === undefined && !unset) return partner
  return withoutSwitch(partner)
}

function withoutSwitch(partner: ServerPartner): ServerPartner {
  const entries = Object.entries(partner).filter(([key]) => key !== 'nextClientCertificate')
  return Object.fromEntries(entries) as unknown as ServerPartner
}
