import type { HikyakuError } from '../../errors/index.ts'
import type { Actor } from '../accounts/audit.ts'
import { planSwitches } from '../partners/index.ts'
import { badSetting } from '../partners/bad-setting.ts'
import type { AdministrationContext } from '../partners/partners.ts'
import { certificateWarnings, findCertificate, usersOfCertificate } from './certificates.ts'

/** Which certificate takes the place of another, from which day on. */
export interface Replacement {
  /** Names they were imported under. */
  readonly certificate: string
  readonly next: string
  /** A day that lies ahead, YYYY-MM-DD. */
  readonly from: string
  /** All that use it, without this. */
  readonly partners?: readonly string[]
}

/**
 * Books the day on which a client certificate is replaced with all partners that use it, or
 * with those that are named: with all of them, or, if one cannot be, with none.
 *
 * @returns the partners it was booked with, and why they may refuse the next one
 * @throws HikyakuError certificate-unknown, setting-invalid; those of planSwitches
 */
export async function replaceCertificate(
  context: AdministrationContext,
  actor: Actor,
  { certificate, next, from, partners }: Replacement,
): Promise<{ readonly partners: readonly string[]; readonly warnings: readonly HikyakuError[] }> {
  const { ledger, clock } = context
  await findCertificate(ledger, certificate)
  const found = await findCertificate(ledger, next)
  if (next === certificate) {
    throw badSetting('nextClientCertificate.name', {
      en: `${next} is the certificate that is to be replaced`,
      ja: `${next} は、置き換える証明書そのものです`,
    })
  }
  const users = await usersOfCertificate(ledger, certificate)
  const other = partners?.find((one) => !users.includes(one))
  if (other !== undefined) {
    throw badSetting('partners', {
      en: `${other} does not use ${certificate}`,
      ja: `接続先 ${other} は、証明書 ${certificate} を使用していません`,
    })
  }
  if (users.length === 0) {
    throw badSetting('partners', {
      en: `no partner uses ${certificate}`,
      ja: `証明書 ${certificate} を使用している接続先はありません`,
    })
  }
  const names = partners ?? users
  await planSwitches(context, actor, names, { name: next, from })
  return { partners: names, warnings: certificateWarnings(found, names, clock.now()) }
}
