import type { IncomingMessage, ServerResponse } from 'node:http'
import { isHikyakuError, type HikyakuError } from '../../errors/index.ts'
import {
  beginCaller,
  endCaller,
  type Caller,
  type ClientPartner,
  type ExchangeContext,
} from '../../exchange/index.ts'
import {
  lingerAndClose,
  type Connection,
  type ProgressLimits,
  type RequestHandler,
} from '../../http/index.ts'
import { wsdl } from '../../jx/index.ts'
import { Authentication } from './authentication.ts'
import { answerFailure, answerText } from './server-answer.ts'
import { serveCall } from './server-call.ts'

/** Where the server writes what is not worth a database row. */
export interface ServerLog {
  info(text: string): void
  warn(text: string): void
}

export interface JxServerOrder {
  readonly context: ExchangeContext
  readonly limits: {
    /** Most decoded bytes of a document. */
    readonly documentBytes: number
    readonly progress: ProgressLimits
  }
  readonly log: ServerLog
  /** The disk can no longer be trusted: the station must stop. */
  readonly onFatal: (error: HikyakuError) => void
}

/** What the parts of the server share. */
export interface JxServer extends JxServerOrder {
  readonly authentication: Authentication
  readonly callers: WeakMap<Connection, Map<string, Promise<Caller>>>
}

/**
 * The JX server of a station, as a request handler: path `/jx`, WSDL at `/jx?wsdl`.
 *
 * Nothing of a body is read before the caller is known (design §4.8).
 */
export function serveJx(order: JxServerOrder): RequestHandler {
  const server: JxServer = {
    ...order,
    authentication: new Authentication(order.context),
    callers: new WeakMap(),
  }
  return (request, response, connection) => {
    request.on('error', () => undefined)
    response.on('error', () => undefined)
    handle(server, request, response, connection).catch((error: unknown) => {
      order.log.warn(
        `a request ended badly: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
      request.socket.destroy()
    })
  }
}

async function handle(
  server: JxServer,
  request: IncomingMessage,
  response: ServerResponse,
  connection: Connection,
): Promise<void> {
  const url = URL.parse(request.url ?? '/', 'https://station')
  if (url === null || !/^\/jx\/?$/i.test(url.pathname)) {
    refuse(request, response, 404)
  } else if (request.method === 'POST') {
    await post(server, request, response, connection)
  } else if ((request.method === 'GET' || request.method === 'HEAD') && asksForWsdl(url)) {
    const edition = /2004/.test(url.search) ? '2004' : '2007'
    const address = `https://${request.headers.host ?? 'localhost'}/jx`
    answerText(response, wsdl(edition, address))
  } else {
    response.setHeader('allow', 'GET, POST')
    refuse(request, response, 405)
  }
}

function asksForWsdl(url: URL): boolean {
  return [...url.searchParams.keys()].some((key) => key.toLowerCase() === 'wsdl')
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0, connection: 'close' }).end()
  lingerAndClose(request)
}

async function post(
  server: JxServer,
  request: IncomingMessage,
  response: ServerResponse,
  connection: Connection,
): Promise<void> {
  let partner: ClientPartner
  try {
    partner = await server.authentication.identify(request.headers.authorization, connection)
  } catch (error) {
    if (!isHikyakuError(error)) throw error
    server.log.warn(`${error.entry.id} ${connection.remote} ${error.message}`)
    await answerFailure({ request, response, error, status: statusOf(error) })
    return
  }
  connection.trusted()
  const caller = await callerOf(server, connection, partner)
  await serveCall(server, caller, { request, response, connection })
}

function statusOf(error: HikyakuError): number {
  if (error.fault === 'login-failed') return 401
  return error.fault === 'client-certificate-required' ? 403 : 500
}

/** One exchange for each connection and partner, ended with the connection. */
function callerOf(
  { context, callers, log }: JxServer,
  connection: Connection,
  partner: ClientPartner,
): Promise<Caller> {
  let known = callers.get(connection)
  if (known === undefined) {
    known = new Map()
    callers.set(connection, known)
  }
  const begun = known.get(partner.name)
  if (begun !== undefined) return begun
  const caller = beginCaller(context, partner)
  known.set(partner.name, caller)
  connection.onClose(() => {
    caller
      .then((one) => endCaller(context, one))
      .catch((error: unknown) => {
        log.warn(`the end of a session was not recorded: ${String(error)}`)
      })
  })
  return caller
}
