import { mkdtempSync, rmSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defined } from '../../src/base/defined.ts'

import { nonconformity } from './conforming.ts'
import { addToken, addUser } from '../../src/domain/accounts/index.ts'
import {
  apiRoot,
  routes,
  type Role,
  type Route,
  type RouteName,
} from '../../src/entry/api/contract.ts'
import { serveConsole, type RunningConsole } from '../../src/entry/api/server/index.ts'
import type { Clock } from '../../src/base/clock.ts'
import {
  createStationHome,
  openStation,
  type Station,
  type StationLimits,
} from '../../src/station/index.ts'

export const roles = ['viewer', 'operator', 'admin'] as const
const actor = { name: 'test', via: 'command' } as const
/** Of every user that {@link ServedConsole.addUser} makes. */
export const password = 'correct horse battery'
/** What the console's own pages send with what changes something. */
export const own = { 'x-hikyaku-console': '1' }
export const json = { 'content-type': 'application/json' }

/** A real console over a real station on the loopback, with an API token of each role. */
export interface ServedConsole {
  readonly home: string
  readonly station: Station
  readonly defects: readonly string[]
  url(): string
  setUpUrl(): string | undefined
  ask(path: string, init?: RequestInit): Promise<Response>
  /** The same with the token of a role. */
  askAs(role: Role, path: string, init?: RequestInit): Promise<Response>
  /** JSON to a route of the API by its name, as a role; fails if the answer is not as described. */
  call(role: Role, name: RouteName, order?: CallOrder): Promise<Response>
  tokenOf(role: Role): string
  addUser(name: string, role: Role): Promise<void>
  /** Signs a user in. @returns the cookie to send back */
  signIn(name: string): Promise<string>
  /** Ends the console and starts it again over the same home. */
  restart(): Promise<void>
  end(): Promise<void>
}

export interface CallOrder {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface ConsoleOrder {
  readonly clock?: Clock
  readonly webFolder?: string
  readonly limits?: Partial<StationLimits>
  readonly bodyMilliseconds?: number
  readonly connections?: { readonly strangers?: number; readonly connections?: number }
}

export async function servedConsole(order: ConsoleOrder = {}): Promise<ServedConsole> {
  const home = mkdtempSync(join(tmpdir(), 'hikyaku-api-'))
  await createStationHome(home)
  const defects: string[] = []
  const { clock, webFolder, limits, bodyMilliseconds, connections } = order
  const open = async (): Promise<{ station: Station; served: RunningConsole }> => {
    const station = await openStation({
      home,
      ...defined({ clock, limits }),
    })
    const served = await serveConsole(station, {
      port: 0,
      onDefect: (text) => defects.push(text),
      ...defined({ webFolder, bodyMilliseconds, connections }),
    })
    return { station, served }
  }
  let { station, served } = await open()
  const tokens = new Map<Role, string>()
  for (const role of roles) {
    tokens.set(role, (await addToken(station, actor, { name: `${role}-token`, role })).secret)
  }
  const tokenOf = (role: Role): string => tokens.get(role) ?? ''
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${served.url.slice(0, -1)}${apiRoot}${path}`, init)
  const askAs = (role: Role, path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${tokenOf(role)}`)
    return ask(path, { ...init, headers })
  }
  return {
    home,
    defects,
    get station() {
      return station
    },
    url: () => served.url,
    setUpUrl: () => served.setUpUrl,
    ask,
    askAs,
    call: async (role, name, what = {}) => {
      const { method }: Route = routes[name]
      const sent = what.body === undefined ? {} : { headers: json, body: JSON.stringify(what.body) }
      const answer = await askAs(role, pathOf(name, what), { method, ...sent })
      const wrong = isJson(answer) ? await nonconformity(name, answer.clone()) : undefined
      if (wrong !== undefined) throw new Error(`${name} ${answer.status}: ${wrong}`)
      return answer
    },
    tokenOf,
    addUser: async (name, role) => {
      await addUser(station, actor, { name, role, password })
    },
    signIn: async (name) => {
      const body = JSON.stringify({ name, password })
      const answer = await ask('/session', { method: 'POST', headers: { ...own, ...json }, body })
      if (answer.status !== 200) throw new Error(await answer.text())
      return cookieOf(answer) ?? ''
    },
    restart: async () => {
      await served.close()
      await station.close()
      ;({ station, served } = await open())
    },
    end: async () => {
      await served.close()
      await station.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** A download is not read whole for its looks. */
function isJson(answer: Response): boolean {
  return answer.headers.get('content-type') !== 'application/octet-stream'
}

/** A route's path with its values filled in. */
export function pathOf(name: RouteName, { params = {}, query }: CallOrder = {}): string {
  const path = routes[name].path.replaceAll(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(params[key] ?? 'none'),
  )
  return query === undefined ? path : `${path}?${new URLSearchParams(query).toString()}`
}

/** `name=value` of a cookie that an answer sets; undefined: it sets or keeps none. */
export function cookieOf(answer: Response, name = 'hikyaku_session'): string | undefined {
  const pairs = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  return pairs.find((pair) => pair.startsWith(`${name}=`) && !pair.endsWith('='))
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A request with any headers, also those that `fetch` sets itself, and a path that nobody tidies. */
export function raw(
  url: string,
  order: {
    readonly method?: string
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  },
): Promise<RawAnswer> {
  const { method = 'GET', path, headers = {}, body } = order
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const asked = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
