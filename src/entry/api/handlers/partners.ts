import {
  addPartner,
  apartSettings,
  changePartner,
  newPartner,
  planSwitch,
  removePartner,
  secretsAfter,
  waitingUnderOldIds,
  type PartnerState,
} from '../../../domain/partners/index.ts'
import { defined } from '../../../base/defined.ts'
import { HikyakuError } from '../../../errors/index.ts'
import {
  findPartner,
  type Partner,
  type PartnerSecrets,
  type ServerPartner,
} from '../../../domain/partners/index.ts'
import { heldPartners, holdPartner } from '../../../domain/holds/index.ts'
import { anchorEnds } from '../../../domain/certificates/index.ts'
import type { z } from 'zod'
import type { Answer, Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import type { partnerRoutes } from '../routes/partners.ts'
import type { partnerInput } from '../schemas/partners.ts'
import { holdOf } from '../hold-of.ts'
import { refuseStale, revisionOf } from '../revision.ts'
import { certificateFacts, partnerView, saidFailure } from '../views.ts'

type Input = z.output<typeof partnerInput>

/** 接続先設定 › 基本設定. */
export function partnerHandlers(
  context: ApiContext,
): Handlers<Exclude<keyof typeof partnerRoutes, 'partners.test'>> {
  const { station } = context
  const { ledger } = station
  return {
    'partners.list': async () => {
      const items = []
      for (const partner of await ledger.partners.list()) {
        items.push(partnerView(partner, await ledger.partners.secrets(partner.name)))
      }
      return { items, holds: Object.fromEntries(await heldPartners(station)) }
    },
    'partners.show': async ({ params: { name } }) =>
      detailOf(context, await findPartner(ledger, name)),
    'partners.add': async ({ body, requester }) => {
      const added = stateOf(body, { secrets: {} })
      await addPartner(station, signedIn(requester).actor, added)
      return detailOf(context, added.partner)
    },
    'partners.change': async ({ params: { name }, body: { revision, ...body }, requester }) => {
      const partner = await findPartner(ledger, name)
      refuseOther(partner, body)
      const before = { partner, secrets: await ledger.partners.secrets(name) }
      refuseStale(partner, 'settings', revision, await ledger.partners.secretMarks(name))
      const after = stateOf(body, before)
      await changePartner(station, signedIn(requester).actor, before, after)
      return detailOf(context, after.partner)
    },
    'partners.plan-certificate': async ({ params: { name }, body, requester }) =>
      detailOf(context, await planSwitch(station, signedIn(requester).actor, name, body)),
    'partners.unplan-certificate': async ({ params: { name }, requester }) =>
      detailOf(context, await planSwitch(station, signedIn(requester).actor, name, undefined)),
    'partners.hold': async ({ params: { name }, body, requester }) => {
      await holdPartner(station, signedIn(requester).actor, { name, hold: holdOf(body) })
      return undefined
    },
    'partners.release': async ({ params: { name }, requester }) => {
      await holdPartner(station, signedIn(requester).actor, { name, hold: undefined })
      return undefined
    },
    'partners.remove': async ({ params: { name }, requester }) => {
      await removePartner(station, signedIn(requester).actor, name)
      return undefined
    },
  }
}

async function detailOf(
  { station: { ledger, clock } }: ApiContext,
  partner: Partner,
): Promise<Answer<'partners.show'>> {
  const now = clock.now()
  const secretMarks = await ledger.partners.secretMarks(partner.name)
  const [last] = await ledger.exchanges.search({ partner: partner.name, limit: 1 })
  const hold = await ledger.holds.find({ of: 'partner', id: partner.name })
  const oldIds = await waitingUnderOldIds(ledger, partner)
  const warnings = [...anchorEnds(partner, now), ...(oldIds === undefined ? [] : [oldIds])]
  return {
    partner: partnerView(partner, await ledger.partners.secrets(partner.name)),
    revision: revisionOf(partner, 'settings', secretMarks),
    secretMarks,
    trust: partner.trust.map((anchor) =>
      anchor === 'system'
        ? { system: true as const }
        : { pem: anchor, ...certificateFacts(anchor, now) },
    ),
    warnings: warnings.map(saidFailure),
    ...defined({ lastExchangeAt: last?.startedAt, hold }),
  }
}

/** Name and kind of a partner stay. @throws HikyakuError request-invalid */
function refuseOther(partner: Partner, input: Input): void {
  const field = (['name', 'kind'] as const).find((one) => partner[one] !== input[one])
  if (field === undefined) return
  throw new HikyakuError('request-invalid', {
    field,
    detail: `it stays ${partner[field]}; add another partner instead`,
    detailJa: `${partner[field]} から変更できません。別の接続先を追加してください`,
  })
}

/** A partner and its secrets as the input wants them; what has a route of its own stays. */
function stateOf(
  input: Input,
  before: { readonly partner?: Partner; readonly secrets: PartnerSecrets },
): PartnerState {
  const { password, from, to, ...rest } = input
  const { kind, name, ownId, partnerId } = rest
  const { proxyPassword, ...settings } = { proxyPassword: undefined, ...rest }
  const server = settings.kind === 'jx-server' ? settings : undefined
  const partner = {
    ...newPartner(kind, name, { ownId, partnerId }),
    ...(server === undefined ? {} : apartOf(before.partner, server.clientCertificate)),
    ...defined({ from, to }),
    ...settings,
  } as Partner
  return { partner, secrets: secretsAfter(partner, before.secrets, { password, proxyPassword }) }
}

/** A certificate to switch to later stays planned, unless another one is chosen now. */
function apartOf(
  before: Partner | undefined,
  clientCertificate: string | undefined,
): Partial<ServerPartner> {
  if (before?.kind !== 'jx-server') return {}
  const kept = Object.entries(before).filter(
    ([name]) =>
      name in apartSettings &&
      (name !== 'nextClientCertificate' || before.clientCertificate === clientCertificate),
  )
  return Object.fromEntries(kept)
}
