import type { FastifyReply, FastifyRequest } from 'fastify'
import { apiRoot } from '../contract.ts'
import type { TokenCookie } from '../call.ts'

/** A cookie of ours: its name, and its attributes beside those that all have. */
export interface CookiePlan {
  readonly name: string
  readonly attributes: string
}

/** Ends with the browser, or before it. */
export const sessionCookie: CookiePlan = { name: 'hikyaku_session', attributes: 'Path=/' }
/** Browsers keep none for longer than 400 days. Only a sign-in asks for it. */
export const browserCookie: CookiePlan = {
  name: 'hikyaku_browser',
  attributes: `Path=${apiRoot}/session; Max-Age=34560000`,
}

/** The token that the browser sends under a name. */
export function tokenIn({ headers }: FastifyRequest, { name }: CookiePlan): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value !== undefined && value !== '') return value
  }
  return undefined
}

/** HttpOnly: no script reads it. SameSite: no other site's page sends it. */
export function tokenCookie(
  plan: CookiePlan,
  secure: boolean,
  request: FastifyRequest,
  reply: FastifyReply,
): TokenCookie {
  const { name, attributes } = plan
  const all = `${attributes}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  return {
    token: tokenIn(request, plan),
    set: (token) => {
      reply.header('set-cookie', `${name}=${token}; ${all}`)
    },
    clear: () => {
      reply.header('set-cookie', `${name}=; ${all}; Max-Age=0`)
    },
  }
}
