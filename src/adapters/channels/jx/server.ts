import { defined } from '../../../base/defined.ts'
import { causeParams, describeCause, HikyakuError, isHikyakuError } from '../../../errors/index.ts'
import { QuietLog, type Caller } from '../../../domain/exchange/index.ts'
import type { RequestHandler } from '../../../wire/http/index.ts'
import { wsdl } from '../../../wire/jx/index.ts'
import { Authentication } from './authentication.ts'
import { certificateRefusal } from './certificate-refusal.ts'
import { pace } from './guesses.ts'
import { HeldPartners } from './held-partners.ts'
import type { JxServer, JxServerOrder, Wire } from './server-order.ts'
import { answerFailure, answerText, refuse } from './server-answer.ts'
import { serveCall } from './server-call.ts'
import { Sessions } from './server-sessions.ts'
import { Turns } from './turns.ts'

/**
 * The JX server of a station, as a request handler: path `/jx`, WSDL at `/jx?wsdl`.
 *
 * Nothing of a body is read before the caller is known.
 */
export function serveJx(order: JxServerOrder): RequestHandler {
  const { context, log } = order
  const server: JxServer = {
    ...order,
    authentication: new Authentication(context),
    held: new HeldPartners(context),
    sessions: new Sessions(context, (error) => {
      log.note({
        event: 'not-recorded',
        detail: `the end of a session: ${describeCause(error)}`,
      })
    }),
    refusals: new QuietLog(log, context.clock),
  }
  const turns = new Turns()
  return (request, response, connection) => {
    request.on('error', () => undefined)
    response.on('error', () => undefined)
    const wire = { request, response, connection }
    turns.take(wire, () =>
      handle(server, wire).catch((error: unknown) => {
        log.note({ event: 'defect', detail: `a request ended badly: ${stackOf(error)}` })
        request.socket.destroy()
      }),
    )
  }
}

async function handle(server: JxServer, wire: Wire): Promise<void> {
  const { request, response } = wire
  const url = URL.parse(request.url ?? '/', 'https://station')
  if (url === null || !/^\/jx\/?$/i.test(url.pathname)) {
    refuse(request, response, 404)
  } else if (request.method === 'POST') {
    await post(server, wire)
  } else if ((request.method === 'GET' || request.method === 'HEAD') && asksForWsdl(url)) {
    const edition = url.search.includes('2004') ? '2004' : '2007'
    const address = `https://${request.headers.host ?? 'localhost'}/jx`
    answerText(response, wsdl(edition, address))
  } else {
    response.setHeader('allow', 'GET, HEAD, POST')
    refuse(request, response, 405)
  }
}

function asksForWsdl(url: URL): boolean {
  return [...url.searchParams.keys()].some((key) => key.toLowerCase() === 'wsdl')
}

async function post(server: JxServer, wire: Wire): Promise<void> {
  let caller: Caller
  try {
    caller = await identify(server, wire)
  } catch (cause) {
    const error = nameOf(server, cause)
    const { request, response } = wire
    tellRefusal(server, wire, error)
    if (error.fault === 'logins-paused') {
      response.setHeader('retry-after', pace.longestPauseSeconds)
    }
    await answerFailure({ request, response, error, status: statusOf(error) })
    return
  }
  await serveCall(server, caller, wire)
}

/** A refusal leaves a line, and a fault that counts. */
function tellRefusal(server: JxServer, { request, connection }: Wire, error: HikyakuError): void {
  const { fault: name, params } = error
  const { partner } = params
  const login = request.headers.authorization !== undefined
  const refused = certificateRefusal(connection, error, { random: server.context.random, login })
  const place = typeof partner === 'string' ? { partner } : {}
  if (refused === undefined) server.onRefused({ error, place })
  else if (refused !== 'told') server.onCertificateRefused?.(refused)
  const problem = connection.clientProblem
  server.refusals.note({
    event: 'caller-refused',
    fault: { name, params },
    about: {
      address: connection.remote,
      ...place,
      ...defined({ certificate: problem }),
    },
  })
}

async function identify(
  { authentication, sessions }: JxServer,
  { request, connection }: Wire,
): Promise<Caller> {
  const partner = await authentication.identify(request.headers.authorization, connection)
  connection.trusted()
  return sessions.of(connection, partner)
}

function nameOf({ log }: JxServer, cause: unknown): HikyakuError {
  if (isHikyakuError(cause)) return cause
  log.note({ event: 'defect', detail: stackOf(cause) })
  return new HikyakuError('defect', causeParams(cause), { cause })
}

function statusOf(error: HikyakuError): number {
  if (error.fault === 'login-failed') return 401
  if (error.fault === 'logins-paused') return 503
  return error.fault === 'client-certificate-required' ? 403 : 500
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
