import { defined } from '../../../base/defined.ts'
import type { Clock } from '../../../base/clock.ts'
import { causeParams, HikyakuError } from '../../../errors/index.ts'
import {
  addressOf,
  endpointOf,
  readAddress,
  withoutLogin,
  type Endpoint,
  type Partner,
  type PartnerSecrets,
  type ServerPartner,
} from '../../../domain/partners/index.ts'
import { connect } from '../../../wire/http/index.ts'
import {
  runTlsCheck,
  type TlsCheckConnect,
  type TlsCheckOrder,
  type TlsCheckProgress,
  type TlsCheckReport,
  type IssuedCertificate,
} from '../../../wire/tls/index.ts'
import { proxyOf } from './proxy.ts'

/** Whose settings a TLS check tries: a partner's, or the default ones at an address. */
export type TlsCheckTarget = { readonly partner: ServerPartner } | { readonly address: string }

export interface TlsCheckWatch {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TlsCheckProgress) => void
}

export interface ServerCheckOrder {
  readonly target: TlsCheckTarget
  readonly secrets?: PartnerSecrets
  readonly certificate?: IssuedCertificate
  /** Those among whom an address is looked for. */
  readonly partners?: readonly Partner[]
  readonly clock: Clock
}

/** To connect, and for a first answer where no settings say how long to wait. */
const connectMilliseconds = 10_000
const patienceSeconds = 30

/**
 * Asks a server what it offers, and tries whether the settings work with it.
 *
 * @throws HikyakuError setting-invalid, argument-invalid; the reason of a raised signal
 */
export function checkServerTls(
  { target, secrets, certificate, partners = [], clock }: ServerCheckOrder,
  watch: TlsCheckWatch = {},
): Promise<TlsCheckReport> {
  const partner = 'partner' in target ? target.partner : undefined
  const { host, port } =
    'partner' in target ? securedEndpoint(target.partner) : read(target.address)
  const address = addressOf({ host, port })
  const proxy = partner === undefined ? undefined : proxyOf(partner, secrets ?? {})
  const open: TlsCheckConnect = async (signal) => {
    const { socket } = await connect({
      partner: partner?.name ?? address,
      host,
      port,
      ...defined({ proxy }),
      timeoutMilliseconds: connectMilliseconds,
      signal,
      // Only TCP and the proxy: the hellos are the check's own.
      explainTls: (cause) => new HikyakuError('defect', causeParams(cause), { cause }),
    })
    return socket
  }
  return runTlsCheck({
    host,
    port,
    ...defined({ serverName: partner?.tlsServerName }),
    ...(partner === undefined ? defaultsAt(address, partners) : settingsOf(partner)),
    ...defined({ certificate }),
    ...(proxy === undefined ? {} : { proxy: addressOf(proxy) }),
    connect: open,
    limits: {
      patienceMilliseconds: (partner?.timeoutSeconds ?? patienceSeconds) * 1000,
    },
    clock,
    ...watch,
  })
}

/** `host:port` of what is to be checked, for titles. @throws HikyakuError argument-invalid */
export function checkedAddress(target: TlsCheckTarget): string {
  return addressOf('partner' in target ? securedEndpoint(target.partner) : read(target.address))
}

type Tried = Pick<TlsCheckOrder, 'policy' | 'isPartner' | 'partnersThere' | 'trust'>

function settingsOf(partner: ServerPartner): Tried {
  return { policy: partner, isPartner: true, trust: partner.trust }
}

function defaultsAt(address: string, partners: readonly Partner[]): Tried {
  const policy = { name: address, tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' } as const
  return { policy, isPartner: false, partnersThere: partnersAt(address, partners), trust: [] }
}

function partnersAt(address: string, partners: readonly Partner[]): string[] {
  return partners
    .filter((one) => one.kind === 'jx-server')
    .filter((one) => addressOf(endpointOf(one)) === address)
    .map(({ name }) => name)
}

type Address = Pick<Endpoint, 'host' | 'port'>

function securedEndpoint(partner: ServerPartner): Endpoint {
  const endpoint = endpointOf(partner)
  if (endpoint.secure) return endpoint
  throw badAddress(partner.url, {
    en: 'the partner is called without TLS',
    ja: 'この接続先とは TLS を使いません',
  })
}

/** `https://host[:port]/…` or `host[:port]`. */
function read(text: string): Address {
  const address = readAddress(text.includes('://') ? text : `https://${text}`)
  if (address?.secure !== true || address.hasLogin) {
    throw badAddress(text, {
      en: 'https://host:port or host:port is needed',
      ja: 'https://ホスト:ポート か ホスト:ポート の形で指定してください',
    })
  }
  return address
}

function badAddress(text: string, reason: { en: string; ja: string }): HikyakuError {
  const shown = withoutLogin(text)
  return new HikyakuError('argument-invalid', {
    detail: `${shown}: ${reason.en}`,
    detailJa: `${shown}: ${reason.ja}`,
  })
}
