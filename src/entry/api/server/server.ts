import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { defined } from '../../../base/defined.ts'
import type { Signed } from '../../../domain/accounts/index.ts'
import {
  causeParams,
  describeCause,
  HikyakuError,
  isHikyakuError,
  type Language,
  httpStatusOf,
} from '../../../errors/index.ts'
import { QuietLog, type StationLog } from '../../../domain/exchange/index.ts'
import type { Call, Download, EventSource } from '../call.ts'
import type { ApiContext } from '../context.ts'
import { apiRoot, routes, type Route, type RouteName } from '../contract.ts'
import { handlersOf } from '../handlers/handlers.ts'
import { statusOf } from '../open-api.ts'
import { apiError } from '../views.ts'
import {
  boundConnections,
  type ConnectionLimits,
  type KnownConnections,
} from './connection-limits.ts'
import { browserCookie, sessionCookie, tokenCookie } from './cookies.ts'
import { createEventStreams, type EventStreams } from './event-stream.ts'
import {
  addressOf,
  checkHost,
  checkOrigin,
  checkRole,
  isStillSigned,
  signedOf,
  type Doorway,
} from './guard.ts'
import { safeHeaders, strictTransport } from './headers.ts'
import { noParameters, parsed, parsedJson } from './parse.ts'
import { jsonOf, sendDownload } from './respond.ts'
import { sendPage, serveFiles } from './static-files.ts'
import { addWatchers } from './watchers.ts'
import { readSettings } from '../../../adapters/store/index.ts'

/** JSON that is sent to the API; files are streamed under limits of their own. */
const mostJson = 1 << 20
/** The longest an upload may take. */
const requestMilliseconds = 3_600_000

export interface ServerOptions {
  readonly context: ApiContext
  readonly doorway: Doorway
  readonly language: Language
  /** Folder of the built console. */
  readonly webFolder: string
  readonly certificate?: { readonly chainPem: string; readonly keyPem: string }
  /** The longest that any body but an upload's may take to come. */
  readonly bodyMilliseconds: number
  readonly connections: ConnectionLimits
  /** Tells of a failure that is nobody's fault but ours. */
  readonly onDefect: (text: string) => void
}

/** What hooks and handlers know of a request. */
interface Known {
  signed?: Signed
}

interface Server {
  readonly options: ServerOptions
  /** Of who is not let in: anybody can make it speak. */
  readonly refusals: StationLog
  readonly streams: EventStreams
  readonly connections: KnownConnections
  readonly known: WeakMap<FastifyRequest, Known>
}

/** Builds the server of the API and of the console; it does not listen yet. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { certificate } = options
  const app = fastify({
    bodyLimit: mostJson,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    requestTimeout: requestMilliseconds,
    routerOptions: { maxParamLength: 1000 },
    clientErrorHandler: (error, socket) => {
      // What is no HTTP gets no page that a browser could show.
      if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
      else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    },
    frameworkErrors: (error, request, reply) => {
      void answerFailure(server, error, request, reply)
    },
    ...(certificate === undefined
      ? {}
      : { https: { cert: certificate.chainPem, key: certificate.keyPem, minVersion: 'TLSv1.2' } }),
  }) as FastifyInstance
  const { log, clock } = options.context.station
  const server: Server = {
    options,
    refusals: new QuietLog(log, clock),
    streams: createEventStreams(),
    connections: boundConnections(app.server, options.connections),
    known: new WeakMap(),
  }
  addParsers(app)
  addHooks(app, server)
  addRoutes(app, server)
  const { watchers } = readSettings(options.context.station.home)
  if (watchers?.port === undefined) {
    const { station, accounts } = options.context
    const { metrics = 'loopback' } = watchers ?? {}
    addWatchers(app, { station, accounts, doorway: options.doorway, metrics })
  }
  app.setErrorHandler((error, request, reply) => answerFailure(server, error, request, reply))
  app.setNotFoundHandler(async (request, reply) => {
    if (await sendPage(request, reply)) return reply
    const route = `${request.method} ${request.url.split('?', 1)[0] ?? ''}`.slice(0, 200)
    return answerFailure(server, new HikyakuError('route-unknown', { route }), request, reply)
  })
  await serveFiles(app, options.webFolder)
  return app
}

/** JSON is read whole, within its limit; anything else is left as a stream. */
function addParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parsedJson(String(body)))
    } catch (error) {
      done(error as Error)
    }
  })
  app.addContentTypeParser('*', (_request, payload, done) => {
    done(null, payload)
  })
}

/** The rules for all requests, in one place. */
function addHooks(app: FastifyInstance, { options, streams, connections, known }: Server): void {
  const { context, doorway } = options
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(safeHeaders)
    if (doorway.secure) reply.header('strict-transport-security', strictTransport)
    checkHost(request, doorway)
    const route = routeOf(request)
    // Uploads are for who is signed in; they have limits of their own.
    if (route?.body !== 'bytes') boundBody(request, options.bodyMilliseconds)
    if (route === undefined) return
    checkOrigin(request, doorway)
    const signed = await signedOf(request, context.accounts)
    checkRole(route, signed)
    if (signed !== undefined) connections.know(request.raw.socket)
    known.set(request, defined({ signed }))
  })
  app.addHook('preClose', () => {
    streams.close()
    return Promise.resolve()
  })
}

/** Who sends a byte now and then must not hold a connection for ever. */
function boundBody({ raw }: FastifyRequest, milliseconds: number): void {
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy()
  }, milliseconds).unref()
  raw.once('close', () => {
    clearTimeout(timer)
  })
}

function routeOf(request: FastifyRequest): Route | undefined {
  return (request.routeOptions.config as { route?: Route }).route
}

function addRoutes(app: FastifyInstance, server: Server): void {
  const handlers = handlersOf(server.options.context)
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name]
    const handler = handlers[name] as (call: Call<RouteName>) => Promise<unknown>
    app.route({
      method: route.method,
      url: apiRoot + route.path,
      config: { route },
      handler: async (request, reply) => {
        const said = await handler(callOf(server, route, request, reply) as Call<RouteName>)
        if (endsSessions(name)) server.streams.checkSessions()
        return answer(server, { route, said }, request, reply)
      },
    })
  }
}

/** After these somebody may be signed in no more, and must hear nothing more. */
function endsSessions(name: RouteName): boolean {
  return /^(session|users|tokens)\./.test(name) && routes[name].method !== 'GET'
}

/** @throws HikyakuError request-invalid, media-type-wrong */
function callOf(
  server: Server,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): object {
  const { signed } = server.known.get(request) ?? {}
  const { params, query } = route
  const { secure } = server.options.doorway
  return {
    params: params === undefined ? undefined : parsed(params, request.params),
    // A parameter that a route does not know is one that somebody counted on.
    query: parsed(query ?? noParameters, withoutLanguage(request.query)),
    body: bodyOf(route, request),
    requester: {
      address: addressOf(request),
      language: languageOf(request, server.options.language),
      ...defined({ signed }),
    },
    cookie: tokenCookie(sessionCookie, secure, request, reply),
    browser: tokenCookie(browserCookie, secure, request, reply),
  }
}

function bodyOf({ body }: Route, request: FastifyRequest): unknown {
  if (body === undefined) return undefined
  const sent = request.body
  const streamed = typeof sent === 'object' && sent !== null && Symbol.asyncIterator in sent
  if (body === 'bytes') return streamed ? sent : emptyOrRefused(request)
  if (streamed) throw wrongType(request)
  return parsed(body, sent)
}

/** @throws HikyakuError media-type-wrong */
function emptyOrRefused(request: FastifyRequest): Iterable<Uint8Array> {
  if (request.body === undefined) return []
  throw wrongType(request)
}

function wrongType({ headers }: FastifyRequest): HikyakuError {
  return new HikyakuError('media-type-wrong', { type: headers['content-type'] ?? '–' })
}

function withoutLanguage(query: unknown): object {
  const entries = Object.entries(query as object).filter(([name]) => name !== 'lang')
  return Object.fromEntries(entries)
}

function answer(
  server: Server,
  { route, said }: { readonly route: Route; readonly said: unknown },
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { response } = route
  reply.code(statusOf(route) as 200)
  if (response === 'nothing') return reply.send()
  if (response === 'bytes') return sendDownload(reply, said as Download)
  if (response !== 'events') {
    return reply.type('application/json; charset=utf-8').send(jsonOf(response, said))
  }
  const { accounts } = server.options.context
  const reader = server.known.get(request)?.signed?.actor.name ?? ''
  const stillSigned = (): Promise<boolean> => isStillSigned(request, accounts)
  server.streams.answer(reply, said as EventSource, { name: reader, stillSigned })
  return reply
}

function answerFailure(
  { options, refusals }: Server,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const failure = asFault(error, request)
  if (failure.fault === 'defect') options.onDefect(stackOf(error))
  if (isRefusal(failure, request)) {
    const { fault: name, params } = failure
    refusals.note({
      event: 'sign-in-refused',
      fault: { name, params },
      about: { address: request.ip },
    })
  }
  const said = apiError(failure, languageOf(request, options.language))
  reply.headers(safeHeaders)
  if (said.retryAfterSeconds !== undefined) reply.header('retry-after', said.retryAfterSeconds)
  // What is left of a refused upload is not waited for.
  if (!request.raw.complete) reply.header('connection', 'close')
  reply.removeHeader('content-length').removeHeader('content-disposition')
  return reply
    .code(httpStatusOf(failure.entry) as 400)
    .type('application/json; charset=utf-8')
    .send(said)
}

/** Whether somebody was not let in who tried; the audit log tells of wrong passwords. */
function isRefusal(failure: HikyakuError, { headers }: FastifyRequest): boolean {
  if (failure.fault === 'sign-in-refused') return false
  // Pages ask without a login whether there is one; a wrong token is a try.
  if (failure.fault === 'sign-in-needed') return headers.authorization !== undefined
  return [401, 403, 429].includes(httpStatusOf(failure.entry))
}

function asFault(error: unknown, { raw }: FastifyRequest): HikyakuError {
  if (isHikyakuError(error)) return error
  // The caller hung up before the end of the body: nobody reads the answer.
  if (raw.destroyed && !raw.complete) {
    return new HikyakuError('request-invalid', { field: 'body', detail: describeCause(error) })
  }
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (statusCode === 413) return new HikyakuError('request-too-large', { limit: mostJson })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const detail = describeCause(error)
    return new HikyakuError('request-invalid', { field: code ?? 'request', detail })
  }
  return new HikyakuError('defect', causeParams(error), { cause: error })
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** `?lang=`, then the first known language that the browser asks for. */
function languageOf(request: FastifyRequest, standard: Language): Language {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang
  if (asked === 'ja' || asked === 'en') return asked
  const known = /\b(ja|en)\b/i.exec(request.headers['accept-language'] ?? '')?.[1]
  return known === undefined ? standard : (known.toLowerCase() as Language)
}
