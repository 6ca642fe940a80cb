import { audited, type Actor, type AuditNote } from '../accounts/audit.ts'
import type { Clock } from '../../base/clock.ts'
import { HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { findPartner } from './find-partner.ts'
import { statesThat } from '../exchange/document-states.ts'
import type { Ledger } from '../exchange/ports.ts'
import type { Partner, PartnerSecrets, ServerPartner } from './partner.ts'
import { changesBetween, secretChanges } from '../accounts/changes.ts'
import { checkPartner, checkTlsSettings, sameTls } from './partner-checks.ts'

/** What administration needs of a station. */
export interface AdministrationContext {
  readonly ledger: Ledger
  readonly clock: Clock
}

/** A partner and all of its secrets. */
export interface PartnerState {
  readonly partner: Partner
  readonly secrets: PartnerSecrets
}

/** The partner, if it is one whose server we call: only then the TLS policy is ours. */
export async function callablePartner(ledger: Ledger, name: string): Promise<ServerPartner> {
  return serverPartner(name, await findPartner(ledger, name))
}

/** @throws HikyakuError partner-unknown, wrong-kind-of-partner */
export function serverPartner(name: string, partner: Partner | undefined): ServerPartner {
  if (partner === undefined) throw new HikyakuError('partner-unknown', { partner: name })
  if (partner.kind === 'jx-server') return partner
  throw new HikyakuError('wrong-kind-of-partner', {
    partner: name,
    detail: 'it calls us, with TLS settings of its own',
    detailJa: 'こちらを呼び出してくる接続先で、TLS の設定は相手側にあります',
  })
}

/**
 * Adds a partner, checked and noted.
 *
 * @throws HikyakuError partner-exists, setting-invalid, certificate-unknown; those of planTls
 */
export async function addPartner(
  context: AdministrationContext,
  actor: Actor,
  { partner, secrets }: PartnerState,
): Promise<void> {
  if ((await context.ledger.partners.find(partner.name)) !== undefined) {
    throw new HikyakuError('partner-exists', { partner: partner.name })
  }
  await checkPartner(context.ledger, partner, secrets)
  checkTlsSettings(partner, context.clock.now())
  const note: AuditNote = {
    action: 'partner.add',
    subject: partner.name,
    detail: { ...changesBetween({}, partner), ...secretChanges({}, { ...secrets }) },
  }
  await audited(context, actor, note, ({ partners }) => partners.add(partner, secrets))
}

/**
 * Replaces a partner's settings and secrets, checked and noted.
 *
 * @returns false if nothing is changed by it
 * @throws HikyakuError setting-invalid, certificate-unknown, partner-changed; those of planTls
 */
export async function changePartner(
  context: AdministrationContext,
  actor: Actor,
  before: PartnerState,
  after: PartnerState,
): Promise<boolean> {
  const { partner, secrets } = after
  const detail = {
    ...changesBetween(before.partner, partner),
    ...secretChanges({ ...before.secrets }, { ...secrets }),
  }
  if (Object.keys(detail).length === 0) return false
  await checkPartner(context.ledger, partner, secrets, before.partner)
  if (!sameTls(before.partner, partner)) checkTlsSettings(partner, context.clock.now())
  await replace(context, actor, { before, after }, { action: 'partner.change', detail })
  return true
}

/** @throws HikyakuError partner-unknown, partner-in-use */
export async function removePartner(
  context: AdministrationContext,
  actor: Actor,
  name: string,
): Promise<void> {
  await findPartner(context.ledger, name)
  const note: AuditNote = { action: 'partner.remove', subject: name }
  await audited(context, actor, note, async ({ documents, partners, flows, holds }) => {
    const own = (await flows.list()).filter(({ partner }) => partner === name)
    if (own.length > 0) {
      const names = own.map((flow) => flow.name).join(', ')
      throw new HikyakuError('partner-has-flows', { partner: name, flows: names })
    }
    let count = 0
    for (const state of statesThat(({ isUnfinished }) => isUnfinished)) {
      count += await documents.count({ partner: name, state })
    }
    if (count > 0) throw new HikyakuError('partner-in-use', { partner: name, count })
    await holds.end({ of: 'partner', id: name }, context.clock.now())
    await partners.remove(name)
  })
}

/** How a change of TLS settings is saved. */
export interface TlsChange {
  /** As in the audit log. */
  readonly action: 'partner.tls' | 'partner.waive' | 'partner.end-waiver'
  readonly before: ServerPartner
  readonly after: ServerPartner
  /** Towards the stricter: saved also if no connection can be made with it. */
  readonly stricter?: boolean
}

/**
 * Saves a partner whose TLS settings were changed, if connections can be made with them.
 * The way to the stricter is always open; what is covered no more is refused from now on.
 * What changes nothing is neither saved nor noted.
 *
 * @returns why no connection will be made, or not yet, if so
 * @throws HikyakuError partner-changed, those of planTls; nothing is changed then
 */
export async function saveTls(
  context: AdministrationContext,
  actor: Actor,
  { action, before, after, stricter = false }: TlsChange,
): Promise<HikyakuError | undefined> {
  let refused: HikyakuError | undefined
  try {
    refused = checkTlsSettings(after, context.clock.now())
  } catch (error) {
    if (!stricter || !isHikyakuError(error)) throw error
    refused = error
  }
  const detail = changesBetween(before, after)
  if (Object.keys(detail).length === 0) return refused
  const secrets = await context.ledger.partners.secrets(after.name)
  const change = { before: { partner: before, secrets }, after: { partner: after, secrets } }
  await replace(context, actor, change, { action, detail })
  return refused
}

/**
 * Replaces a partner and all of its secrets, in one commit with the note of it: not if it
 * was changed since `before` was read, as what is put in its place was made from that.
 */
async function replace(
  context: AdministrationContext,
  actor: Actor,
  { before, after: { partner, secrets } }: Readonly<Record<'before' | 'after', PartnerState>>,
  note: {
    readonly action: AuditNote['action']
    readonly detail: ReturnType<typeof changesBetween>
  },
): Promise<void> {
  await audited(context, actor, { ...note, subject: partner.name }, async ({ partners }) => {
    const now = await partners.find(partner.name)
    if (now === undefined) throw new HikyakuError('partner-unknown', { partner: partner.name })
    const stands = { partner: now, secrets: await partners.secrets(partner.name) }
    if (!isSame(before, stands))
      throw new HikyakuError('partner-changed', { partner: partner.name })
    // A secret that is gone must be gone from the database too.
    await partners.remove(partner.name)
    await partners.add(partner, secrets)
  })
}

function isSame(one: PartnerState, other: PartnerState): boolean {
  const settings = changesBetween(one.partner, other.partner)
  const secrets = secretChanges({ ...one.secrets }, { ...other.secrets })
  return Object.keys({ ...settings, ...secrets }).length === 0
}

/** The partner without a setting, so that its default holds. */
export function withoutProperty(
  partner: ServerPartner,
  name: 'tlsSuites' | 'tlsGroups' | 'tlsWaiver' | 'nextClientCertificate',
): ServerPartner {
  const entries = Object.entries(partner).filter(([key]) => key !== name)
  return Object.fromEntries(entries) as unknown as ServerPartner
}
