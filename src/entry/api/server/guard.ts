import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { Accounts, Signed } from '../../../domain/accounts/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import { consoleHeader, type Role, type Route } from '../contract.ts'
import { roles } from '../schemas/common.ts'
import { sessionCookie, tokenIn } from './cookies.ts'

/** What a request may be addressed to. */
export interface Doorway {
  /** Names by which the console is called, besides `localhost` and plain addresses. */
  readonly names: readonly string[]
  readonly secure: boolean
}

/**
 * Refuses requests under names that are not ours: a page of another site could else have
 * its own name lead here (DNS rebinding). A plain address cannot be rebound.
 *
 * @throws HikyakuError request-foreign
 */
export function checkHost(request: FastifyRequest, { names }: Doorway): void {
  const name = hostNameOf(request.headers.host ?? '')
  if (isIP(name) !== 0 || name === 'localhost' || names.includes(name)) return
  throw foreign('Host', name)
}

/**
 * Refuses what another site's page could send with our user's cookie, and what it could
 * make a browser fetch. A program with an API token needs none of this: no browser sends
 * the token unasked.
 *
 * @throws HikyakuError request-foreign
 */
export function checkOrigin(request: FastifyRequest, { secure }: Doorway): void {
  const { headers, method } = request
  if (bearerOf(request) !== undefined) return
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw foreign('Sec-Fetch-Site', site)
  }
  if (method === 'GET') return
  if (headers[consoleHeader] !== '1') throw foreign(consoleHeader, 'absent')
  const own = `${secure ? 'https' : 'http'}://${headers.host ?? ''}`
  if (headers.origin !== undefined && headers.origin !== own) {
    throw foreign('Origin', headers.origin)
  }
}

/** Who is signed in, by API token or cookie. */
export async function signedOf(
  request: FastifyRequest,
  accounts: Accounts,
): Promise<Signed | undefined> {
  const bearer = bearerOf(request)
  if (bearer !== undefined) return accounts.tokenOf(bearer)
  const token = tokenIn(request, sessionCookie)
  return token === undefined ? undefined : accounts.sessionOf(token)
}

/** Whether the same is so still; to be asked is no sign that anybody is there. */
export async function isStillSigned(request: FastifyRequest, accounts: Accounts): Promise<boolean> {
  const bearer = bearerOf(request)
  if (bearer !== undefined) return (await accounts.tokenOf(bearer)) !== undefined
  return accounts.isSession(tokenIn(request, sessionCookie) ?? '')
}

/** @throws HikyakuError sign-in-needed, role-missing */
export function checkRole({ role }: Pick<Route, 'role'>, signed: Signed | undefined): void {
  if (role === 'anyone') return
  if (signed === undefined) throw new HikyakuError('sign-in-needed')
  if (roles.indexOf(signed.role) >= roles.indexOf(role)) return
  throw new HikyakuError('role-missing', {
    needed: role,
    role: signed.role,
    neededJa: japanese[role],
    roleJa: japanese[signed.role],
  })
}

const japanese: Readonly<Record<Role, string>> = {
  viewer: '閲覧者',
  operator: '操作者',
  admin: '管理者',
}

/** What failed sign-ins are counted by: an IPv6 network counts as one address. */
export function addressOf({ ip }: FastifyRequest): string {
  return isIP(ip) === 6 && !ip.startsWith('::') ? ip.split(':').slice(0, 4).join(':') : ip
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(headers.authorization ?? '')?.[1]
}

function hostNameOf(host: string): string {
  const name = URL.parse(`http://${host}`)?.hostname ?? ''
  return name.replace(/^\[(.+)\]$/, '$1')
}

function foreign(field: string, value: string): HikyakuError {
  return new HikyakuError('request-foreign', { detail: `${field}: ${value.slice(0, 100)}` })
}
