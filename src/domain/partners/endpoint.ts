import { HikyakuError } from '../../errors/index.ts'
import type { ServerPartner } from './partner.ts'

/** Where a partner's JX server is. */
export interface Endpoint {
  readonly host: string
  readonly port: number
  readonly path: string
  readonly secure: boolean
}

const loopback = /^(localhost|127(\.\d+){3}|::1)$/

/**
 * Reads the URL of a partner. Plain HTTP is for a TLS terminator beside us only.
 *
 * @throws HikyakuError setting-invalid
 */
export function endpointOf(partner: ServerPartner): Endpoint {
  const url = URL.parse(partner.url)
  if (url === null) throw invalid(partner, 'not a URL', 'URL ではありません')
  const secure = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!secure && !(url.protocol === 'http:' && loopback.test(host))) {
    throw invalid(
      partner,
      'https:// is needed (http:// only for this machine itself)',
      'https:// が必要です（http:// はこのコンピューター自身だけ）',
    )
  }
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  return { host, port, path: `${url.pathname}${url.search}`, secure }
}

/** `host:port`, as messages and waivers have it. */
export function addressOf({ host, port }: Pick<Endpoint, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

function invalid(partner: ServerPartner, detail: string, detailJa: string): HikyakuError {
  const setting = `jx-server ${partner.url}`
  return new HikyakuError('setting-invalid', { setting, detail, detailJa })
}
