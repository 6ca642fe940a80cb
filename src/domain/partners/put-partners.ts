import { appendAudit, type Actor, type AuditNote } from '../accounts/audit.ts'
import type { AuditAction } from '../accounts/audit-actions.ts'
import { changesBetween, secretChanges } from '../accounts/changes.ts'
import { isHikyakuError, type HikyakuError } from '../../errors/index.ts'
import { badSetting } from './bad-setting.ts'
import { checkSettings, checkTlsSettings, sameTls } from './partner-checks.ts'
import { secretNames, type Partner, type PartnerSecrets } from './partner.ts'
import type { AdministrationContext } from './partners.ts'
import { secretsAfter, secretsOf, type SecretChanges } from './secrets.ts'

/** A partner as it shall be; secrets that are not given stay as they are. */
export interface PartnerPut {
  readonly partner: Partner
  readonly secrets: SecretChanges
}

interface Known {
  readonly partner: Partner
  readonly secrets: PartnerSecrets
}

/**
 * Adds partners, or puts them in the place of those of their names, each noted as if it had been
 * done alone. All go first and come back after it, so that logins may change hands among them.
 * What is refused is told, and the rest goes on: whoever calls undoes it all.
 */
export async function putPartners(
  context: AdministrationContext,
  actor: Actor,
  puts: readonly PartnerPut[],
  refused: (name: string, error: HikyakuError) => void,
): Promise<void> {
  const { partners: book } = context.ledger
  const told = async (name: string, work: () => void | Promise<void>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      if (!isHikyakuError(error) || error.entry.side !== 'operator') throw error
      refused(name, error)
      return false
    }
  }
  const before = new Map<string, Known>()
  const sound: PartnerPut[] = []
  for (const put of puts) {
    const { name } = put.partner
    const partner = await book.find(name)
    const known = partner && { partner, secrets: await book.secrets(name) }
    if (known !== undefined) before.set(name, known)
    const isSound = await told(name, () => {
      check(put, known, context.clock.now())
    })
    if (isSound) sound.push(put)
  }
  for (const { partner } of sound) {
    if (before.has(partner.name)) await book.remove(partner.name)
  }
  for (const { partner, secrets } of sound) {
    const known = before.get(partner.name)
    const after = secretsAfter(partner, known?.secrets ?? {}, secrets)
    await told(partner.name, async () => {
      await book.add(partner, after)
      for (const note of notesOf(known, { partner, secrets: after })) {
        await appendAudit(context.ledger.audit, actor, note, context.clock.now())
      }
    })
  }
}

/** As where it is added or changed; what stands already is no reason to refuse the rest. */
function check({ partner }: PartnerPut, known: Known | undefined, now: Date): void {
  if (known !== undefined && known.partner.kind !== partner.kind) {
    throw badSetting('kind', {
      en: 'the kind of a partner cannot change; remove it first',
      ja: '接続先の種類は変更できません。先に削除してください',
    })
  }
  // Secrets that are missing are told afterwards, so they are taken to be there.
  const secrets = Object.fromEntries(secretsOf(partner).map((name) => [name, '*']))
  checkSettings(partner, secrets, known?.partner)
  if (known === undefined || !sameTls(known.partner, partner)) checkTlsSettings(partner, now)
}

/** Settings that are changed by a command of their own are noted as by that. */
const actionsApart: readonly (readonly [readonly string[], (is: Partner) => AuditAction])[] = [
  [['tlsMin', 'tlsMax', 'tlsSuites', 'tlsGroups'], () => 'partner.tls'],
  [
    ['tlsWaiver'],
    (is) =>
      is.kind === 'jx-server' && is.tlsWaiver !== undefined
        ? 'partner.waive'
        : 'partner.end-waiver',
  ],
]

function notesOf(known: Known | undefined, after: Known): readonly AuditNote[] {
  const { partner } = after
  const secrets = secretChanges({ ...known?.secrets }, { ...after.secrets })
  const subject = partner.name
  const changes = changesBetween(known?.partner ?? {}, partner)
  if (known === undefined) {
    return [{ action: 'partner.add', subject, detail: { ...changes, ...secrets } }]
  }
  const apart = new Set(actionsApart.flatMap(([settings]) => settings))
  const parts = [
    ['partner.change', (name: string) => !apart.has(name)] as const,
    ...actionsApart.map(
      ([settings, action]) => [action(partner), (name: string) => settings.includes(name)] as const,
    ),
  ]
  return parts.flatMap(([action, isOf]) => {
    const own = Object.entries({ ...changes, ...secrets }).filter(([name]) => isOf(name))
    return own.length === 0 ? [] : [{ action, subject, detail: Object.fromEntries(own) }]
  })
}

/** The secrets that a partner has a user for, and does not have. */
export function secretsMissing(partner: Partner, secrets: PartnerSecrets): readonly string[] {
  const needed = secretsOf(partner)
  return secretNames.filter((name) => needed.includes(name) && secrets[name] === undefined)
}
