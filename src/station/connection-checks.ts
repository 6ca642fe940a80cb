import { defined } from '../base/defined.ts'
import {
  checkServerTls,
  openJxChannel,
  testConnection,
  testIncoming,
  type ConnectionTest,
  type JxChannelOrder,
  type TestWatch,
  type TlsCheckTarget,
  type TlsCheckWatch,
} from '../adapters/channels/jx/index.ts'
import type { Channel, ExchangeContext, Ledger } from '../domain/exchange/index.ts'
import { chainSeen } from '../domain/handshakes/index.ts'
import { certificateInForce, type Partner, type ServerPartner } from '../domain/partners/index.ts'
import { HikyakuError } from '../errors/index.ts'
import type { TlsCheckReport, IssuedCertificate } from '../wire/tls/index.ts'
import type { StationLimits } from './station.ts'

/** What a channel and the checks of a connection are made of. */
export interface ChannelParts extends Pick<ExchangeContext, 'clock' | 'random' | 'steps'> {
  readonly ledger: Ledger
  readonly limits: StationLimits
}

/** A channel to a partner. @throws HikyakuError certificate-unknown */
export async function openPartnerChannel(
  parts: ChannelParts,
  partner: ServerPartner,
): Promise<Channel> {
  return openJxChannel(await channelOrder(parts, partner))
}

/** What is needed to call a partner. @throws HikyakuError certificate-unknown */
async function channelOrder(parts: ChannelParts, partner: ServerPartner): Promise<JxChannelOrder> {
  const { ledger, ...rest } = parts
  const name = certificateInForce(partner, rest.clock.now())
  const certificate = name === undefined ? undefined : await certificateOf(ledger, name)
  const knownChain = await chainSeen(ledger, partner.name)
  return {
    ...rest,
    partner,
    ...defined({ knownChain }),
    secrets: await ledger.partners.secrets(partner.name),
    ...defined({ certificate }),
  }
}

/** Stage by stage, whichever of the two calls. */
export async function testPartner(
  parts: ChannelParts,
  partner: Partner,
  watch?: TestWatch,
): Promise<ConnectionTest> {
  if (partner.kind === 'jx-server') return testConnection(await channelOrder(parts, partner), watch)
  const { ledger, clock } = parts
  const secrets = await ledger.partners.secrets(partner.name)
  return testIncoming({ partner, secrets, exchanges: ledger.exchanges, clock }, watch)
}

/** What TLS a server offers, with or without a partner's settings. */
export async function checkTls(
  parts: ChannelParts,
  target: TlsCheckTarget,
  watch?: TlsCheckWatch,
): Promise<TlsCheckReport> {
  if (!('partner' in target)) {
    const partners = await parts.ledger.partners.list()
    return checkServerTls({ target, partners, clock: parts.clock }, watch)
  }
  const { secrets, certificate, clock } = await channelOrder(parts, target.partner)
  const own = defined({ certificate })
  return checkServerTls({ target, secrets, clock, ...own }, watch)
}

async function certificateOf(ledger: Ledger, name: string): Promise<IssuedCertificate> {
  const [found, keyPem] = [
    await ledger.certificates.find(name),
    await ledger.certificates.key(name),
  ]
  if (found === undefined || keyPem === undefined) {
    throw new HikyakuError('certificate-unknown', { certificate: name })
  }
  return { chainPem: found.chainPem, keyPem }
}
