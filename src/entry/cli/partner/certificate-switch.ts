import {
  withoutProperty,
  withSwitch,
  type CertificateSwitch,
} from '../../../domain/partners/index.ts'
import type { Partner } from '../../../domain/partners/index.ts'
import { badArgument } from '../arguments.ts'
import type { PartnerOptions } from './options.ts'

/**
 * The options without a switch that is for a later day, and that switch.
 *
 * @throws HikyakuError argument-invalid
 */
export function splitSwitch(options: PartnerOptions): {
  readonly options: PartnerOptions
  readonly next?: CertificateSwitch
} {
  const { fromDate, clientCertificate, ...rest } = options
  if (fromDate === undefined) return { options }
  if (typeof clientCertificate !== 'string') {
    throw badArgument('--from-date', {
      en: 'needs --client-certificate, the certificate to switch to',
      ja: '切り替え先の --client-certificate も必要です',
    })
  }
  return { options: rest, next: { name: clientCertificate, from: fromDate } }
}

/**
 * The partner with the switch the options ask for; a certificate that is set at once ends one.
 *
 * @throws HikyakuError argument-invalid, setting-invalid
 */
export function switched(partner: Partner, options: PartnerOptions, now: Date): Partner {
  if (partner.kind !== 'jx-server') return partner
  const { next } = splitSwitch(options)
  if (next !== undefined) return withSwitch(partner, next, now)
  const unset = options.unset?.includes('client-certificate') === true
  if (options.clientCertificate === undefined && !unset) return partner
  return withoutProperty(partner, 'nextClientCertificate')
}
