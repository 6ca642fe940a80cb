import { HikyakuError } from '../../errors/index.ts'
import { appendAudit, type Actor } from '../accounts/audit.ts'
import { changesBetween } from '../accounts/changes.ts'
import { settledPartner, stationDay } from './certificate-in-force.ts'
import type { ServerPartner } from './partner.ts'
import { badSetting } from './bad-setting.ts'
import {
  callablePartner,
  changePartner,
  serverPartner,
  withoutProperty,
  type AdministrationContext,
} from './partners.ts'

/** The certificate that a partner is shown from a day on. */
export type CertificateSwitch = NonNullable<ServerPartner['nextClientCertificate']>

/**
 * The partner with another client certificate from a day on, YYYY-MM-DD, that lies ahead.
 *
 * @throws HikyakuError setting-invalid
 */
export function withSwitch(
  partner: ServerPartner,
  next: CertificateSwitch,
  now: Date,
): ServerPartner {
  const moment = new Date(`${next.from}T00:00:00Z`)
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== next.from) {
    throw badSetting('nextClientCertificate.from', {
      en: `${next.from} is not a day as YYYY-MM-DD`,
      ja: `${next.from} は YYYY-MM-DD の日付ではありません`,
    })
  }
  if (next.from <= stationDay(now)) {
    throw badSetting('nextClientCertificate.from', {
      en: 'must lie ahead; to switch at once, set the client certificate itself',
      ja: '明日以降の日付を指定してください。すぐに切り替える場合は、クライアント証明書そのものを変更します',
    })
  }
  return { ...settledPartner(partner, now), nextClientCertificate: next }
}

/**
 * Plans a partner's next client certificate, or gives the plan up.
 *
 * @param next undefined: the certificate in force now stays
 * @throws HikyakuError partner-unknown, wrong-kind-of-partner, setting-invalid, certificate-unknown
 */
export async function planSwitch(
  context: AdministrationContext,
  actor: Actor,
  name: string,
  next: CertificateSwitch | undefined,
): Promise<ServerPartner> {
  const { ledger, clock } = context
  const partner = await callablePartner(ledger, name)
  const secrets = await ledger.partners.secrets(name)
  const now = clock.now()
  const after =
    next === undefined
      ? withoutProperty(settledPartner(partner, now), 'nextClientCertificate')
      : withSwitch(partner, next, now)
  await changePartner(context, actor, { partner, secrets }, { partner: after, secrets })
  return after
}

/**
 * Plans the next client certificate of several partners, of all or of none: the day on which
 * one is replaced everywhere.
 *
 * @throws HikyakuError certificate-unknown, partner-unknown, wrong-kind-of-partner, setting-invalid
 */
export async function planSwitches(
  { ledger, clock }: AdministrationContext,
  actor: Actor,
  names: readonly string[],
  next: CertificateSwitch,
): Promise<readonly ServerPartner[]> {
  const now = clock.now()
  return ledger.commit(async ({ partners, certificates, audit }) => {
    if ((await certificates.find(next.name)) === undefined) {
      throw new HikyakuError('certificate-unknown', { certificate: next.name })
    }
    const planned: ServerPartner[] = []
    for (const name of names) {
      const partner = serverPartner(name, await partners.find(name))
      const after = withSwitch(partner, next, now)
      planned.push(after)
      const detail = changesBetween(partner, after)
      if (Object.keys(detail).length === 0) continue
      const secrets = await partners.secrets(name)
      await partners.remove(name)
      await partners.add(after, secrets)
      await appendAudit(audit, actor, { action: 'partner.change', subject: name, detail }, now)
    }
    return planned
  })
}
