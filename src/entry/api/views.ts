import { defined } from '../../base/defined.ts'
import {
  catalogue,
  faultActions,
  faultText,
  sideOf,
  type FaultEntry,
  type HikyakuError,
  type KnownFault,
} from '../../errors/index.ts'
import { withTimes, type Fault, type StationCertificate } from '../../domain/exchange/index.ts'
import type { Partner, PartnerSecrets } from '../../domain/partners/index.ts'
import { daysUntil } from '../../domain/certificates/index.ts'
import {
  advisoryOfFault,
  describeCertificate,
  type CertificateFacts,
  type CipherSuite,
} from '../../wire/tls/index.ts'
import type { Said } from './call.ts'
import type { ApiError, CertificateView, FaultView, PartnerView, SaidFault } from './contract.ts'

/** A fault of the catalogue with its texts in both languages. */
export function saidFault(fault: KnownFault): SaidFault {
  const { name, params } = fault
  const { id, status }: FaultEntry = catalogue[name]
  const text = { ja: faultText(name, params, 'ja'), en: faultText(name, params, 'en') }
  const side = sideOf(name, params)
  return { number: id, name, status, side, text, actions: faultActions(fault) }
}

/** The same of a failure. */
export function saidFailure(error: HikyakuError): SaidFault {
  return saidFault({ name: error.fault, params: error.params })
}

/** A fault of the log. */
export function faultView(fault: Fault): Said<FaultView> {
  return { ...withTimes(fault), ...saidFault(fault) }
}

/** A failure as the body of an answer. */
export function apiError(error: HikyakuError, language: 'ja' | 'en'): ApiError {
  const { id } = error.entry
  const { params } = error
  const field = params['field'] ?? params['setting']
  const advisory = advisoryOfFault(error.fault)?.id
  const seconds = error.fault === 'sign-in-locked' ? Number(params['seconds']) : undefined
  return {
    id,
    name: error.fault,
    ...error.text(language),
    actions: faultActions({ name: error.fault, params }),
    ...(field === undefined ? {} : { field: String(field), ...detailOf(params, language) }),
    ...defined({ advisory, retryAfterSeconds: seconds }),
  }
}

function detailOf(params: HikyakuError['params'], language: 'ja' | 'en'): { detail?: string } {
  const detail = (language === 'ja' ? params['detailJa'] : undefined) ?? params['detail']
  return detail === undefined ? {} : { detail: String(detail) }
}

/** A partner; of its secrets only that they are set. */
export function partnerView(partner: Partner, secrets: PartnerSecrets): Said<PartnerView> {
  const passwordSet = secrets.password !== undefined
  if (partner.kind === 'jx-client') return { ...partner, passwordSet }
  return { ...partner, passwordSet, proxyPasswordSet: secrets.proxyPassword !== undefined }
}

/** What a certificate says, and how long it still holds. */
export function certificateFacts(
  pem: string,
  now: Date,
): CertificateFacts & { readonly daysLeft: number } {
  const facts = describeCertificate(pem)
  return { ...facts, daysLeft: daysUntil(facts.notAfter, now) }
}

/** A client certificate of ours. */
export function certificateView(
  { name, chainPem, importedAt }: StationCertificate,
  usedBy: readonly string[],
  now: Date,
): Said<CertificateView> {
  return { name, importedAt, usedBy, ...certificateFacts(chainPem, now) }
}

/** A cipher suite. */
export function suiteView({ name, openSslName, versions, strength, reasons }: CipherSuite): {
  name: string
  openSslName?: string
  versions: CipherSuite['versions']
  strength: CipherSuite['strength']
  reasons: CipherSuite['reasons']
} {
  return {
    name,
    ...defined({ openSslName }),
    versions,
    strength,
    reasons,
  }
}
