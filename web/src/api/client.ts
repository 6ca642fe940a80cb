import type {
  ApiError,
  BodyOf,
  ParamsOf,
  QueryOf,
  ResponseOf,
} from '../../../src/entry/api/contract.ts'
import { i18n, say } from '../words/i18n.ts'
import { paths, type KnownRoute } from './paths.ts'

const root = '/api/v1'

/** What the station said instead of an answer; `status` 0: it did not answer at all. */
export class ApiFailure extends Error {
  readonly said: ApiError
  readonly status: number

  constructor(said: ApiError, status: number) {
    super(said.message)
    this.said = said
    this.status = status
  }
}

type Part<K extends string, T> = [T] extends [undefined]
  ? object
  : Partial<T> extends T
    ? { [P in K]?: T }
    : { [P in K]: T }

/** What a route needs: values of its path, its query, its body. */
export type Request<N extends KnownRoute> = Part<'params', ParamsOf<N>> &
  Part<'query', QueryOf<N>> &
  Part<'body', BodyOf<N>> & { signal?: AbortSignal }

interface Loose {
  params?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, unknown>>
  body?: unknown
  signal?: AbortSignal
}

/** The address of a route, for links and for requests. */
export function addressOf<N extends KnownRoute>(
  name: N,
  request: Omit<Request<N>, 'body'>,
): string {
  const { params, query } = request as Loose
  const path = paths[name].slice(paths[name].indexOf(' ') + 1)
  const filled = path.replaceAll(/:(\w+)/gu, (_, key: string) =>
    encodeURIComponent(params?.[key] ?? ''),
  )
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') search.set(key, String(value))
  }
  const text = search.toString()
  return `${root}${filled}${text === '' ? '' : `?${text}`}`
}

/**
 * Calls a route of the station.
 *
 * @throws ApiFailure
 */
export async function call<N extends KnownRoute>(
  name: N,
  request: Request<N>,
): Promise<ResponseOf<N>> {
  const answer = await answerOf(name, request)
  if (answer.status === 204) return undefined as ResponseOf<N>
  return (await answer.json()) as ResponseOf<N>
}

/** As {@link call}, for a body of bytes that is read in parts. */
async function answerOf<N extends KnownRoute>(name: N, request: Request<N>): Promise<Response> {
  const { body, signal } = request as Loose
  const method = paths[name].slice(0, paths[name].indexOf(' '))
  const init: RequestInit = { method, headers: headersFor(body), credentials: 'same-origin' }
  if (body !== undefined) init.body = JSON.stringify(body)
  if (signal !== undefined) init.signal = signal
  const answer = await fetch(addressOf(name, request), init).catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause
    throw notReached()
  })
  if (!answer.ok) throw await failureOf(answer)
  return answer
}

/** The headers of every request of the console. */
export function headersFor(body: unknown): Record<string, string> {
  const own = { 'X-Hikyaku-Console': '1', 'Accept-Language': i18n.language }
  return body === undefined ? own : { ...own, 'Content-Type': 'application/json' }
}

/** The failure in an answer that is no success. */
async function failureOf(answer: Response): Promise<ApiFailure> {
  const text = await answer.text()
  return failureIn(text, answer.status)
}

/** As {@link failureOf}, from what was read of it. */
export function failureIn(text: string, status: number): ApiFailure {
  try {
    const said = JSON.parse(text) as Partial<ApiError>
    if (typeof said.message === 'string') return new ApiFailure(said as ApiError, status)
  } catch {
    // Not the station's own answer: a proxy's page, or nothing.
  }
  return new ApiFailure(
    {
      id: '',
      name: 'answer-strange',
      message: say('error.strange', { status }),
      remedy: say('error.strange-remedy'),
      actions: [],
    },
    status,
  )
}

export function notReached(): ApiFailure {
  return new ApiFailure(
    {
      id: '',
      name: 'station-unreachable',
      message: say('error.unreachable'),
      remedy: say('error.unreachable-remedy'),
      actions: [],
    },
    0,
  )
}
