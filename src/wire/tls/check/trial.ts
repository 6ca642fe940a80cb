import { constants } from 'node:crypto'
import type { Socket } from 'node:net'
import { TLSSocket, type ConnectionOptions } from 'node:tls'
import { defined } from '../../../base/defined.ts'
import { explain } from '../explanation/explain.ts'
import type { Explanation } from '../explanation/explanation.ts'
import { legacyLayer } from '../legacy-layer.ts'
import { tlsOptionsFor, type TlsIdentity } from '../options.ts'
import { connectTls } from '../peer-chain.ts'
import type { TlsPlan } from '../policy/policy.ts'
import { connectSeen, seenBy } from '../record/attach.ts'
import { knownOf, seenCertificates } from '../record/known.ts'
import type { ClientHelloFact, SeenCertificate } from '../wire/facts.ts'
import { HandshakeRecorder } from '../record/recorder.ts'
import { isTimeout } from '../record/reported.ts'
import type { TlsCheck } from './tls-check.ts'
import { targetOf, type TlsCheckOrder } from './order.ts'
import { questions } from './questions.ts'
import type { TlsCheckProgress } from './report.ts'

/** A whole handshake, made by a TLS library; nothing is sent in it. */
export interface Trial {
  readonly done: boolean
  readonly version?: string
  readonly suite?: string
  /** Why it failed. */
  readonly error?: NodeJS.ErrnoException
  /** The same, by all that was seen; of a try with the settings. */
  readonly explanation?: Explanation
  /** What the server showed, in its order. */
  readonly peerChain?: readonly SeenCertificate[]
  /** Whether it asked for ours; of a try with the settings. */
  readonly certificateRequested?: boolean
  /** For a resumption. */
  readonly session?: Buffer
  readonly resumed: boolean
  /** A response of the CA came with the certificate. */
  readonly stapled: boolean
}

/** What was seen of a try with the settings, beside how it ended. */
export interface PolicyTrial extends Trial {
  /** Whether the server said anything in TLS but an alert. */
  readonly answered: boolean
  readonly hello?: Pick<ClientHelloFact, 'bytes' | 'groups' | 'keyShares'>
}

/** What differs from the settings in a try that finds out why they fail. */
export interface Variation {
  readonly options: ConnectionOptions
  readonly over?: (socket: Socket) => Socket
  readonly question?: TlsCheckProgress['question']
}

/**
 * How long a server may take for its ticket or, in TLS 1.3, its alert: so long at least, and
 * some times as long as the whole handshake took it.
 */
const verdictMilliseconds = 700
const verdictHandshakes = 3

/** Connects as the settings say, but for what is to be varied. */
export async function tryPolicy(
  check: TlsCheck,
  plan: TlsPlan,
  { options, over = (socket) => socket, question = questions.policy }: Variation = { options: {} },
): Promise<PolicyTrial | undefined> {
  const { host, serverName, trust, certificate } = check.order
  const identity: TlsIdentity = {
    host,
    trust,
    ...defined({ serverName, certificate }),
  }
  const recorder = recorderFor(check.order, plan)
  // The library's own options only where it is the library that speaks.
  const tls = () => ({ ...tlsOptionsFor(plan, identity), host, requestOCSP: true, ...options })
  const tried = await tryWith(check, question, (socket) =>
    plan.engine === 'runtime'
      ? connectSeen(tls(), over(socket), recorder)
      : legacyLayer(plan, identity, socket, seenBy(recorder, socket)),
  )
  if (tried === undefined) return undefined
  const firstAfter = firstAnswerAfter(recorder)
  const isSilent = tried.error !== undefined && isTimeout(tried.error)
  if (firstAfter !== undefined || isSilent) check.waited(firstAfter)
  const trial = { ...tried, ...seenIn(recorder) }
  const asked = recorder.record().known?.certificateRequested
  if (trial.error === undefined) {
    return { ...trial, ...defined({ certificateRequested: asked }) }
  }
  const { policy, isPartner } = check.order
  const { name: partner, tlsWaiver: waiver } = policy
  const known = isPartner ? { partner, ...defined({ waiver }) } : {}
  return { ...trial, explanation: explain(recorder.failed(trial.error), known) }
}

function seenIn(recorder: HandshakeRecorder): Pick<PolicyTrial, 'answered' | 'hello'> {
  const facts = recorder.record().events.flatMap(({ fact }) => (fact === undefined ? [] : [fact]))
  const hello = facts.find((fact) => fact.kind === 'client-hello')
  const answers = ['server-hello', 'hello-retry-request']
  return {
    answered: facts.some(({ kind }) => answers.includes(kind)),
    ...defined({ hello }),
  }
}

/** Milliseconds from our hello to the first word of the server; nothing if none came. */
function firstAnswerAfter(recorder: HandshakeRecorder): number | undefined {
  const events = recorder.record().events.filter(({ fact }) => fact !== undefined)
  const [asked, answered] = (['client', 'server'] as const).map((side) =>
    events.find(({ from }) => from === side),
  )
  if (asked === undefined || answered === undefined) return undefined
  return answered.at - asked.at
}

function recorderFor(order: TlsCheckOrder, { engine, versions }: TlsPlan): HandshakeRecorder {
  const { host, serverName = host, certificate, clock } = order
  return new HandshakeRecorder({
    role: 'client',
    engine,
    peer: targetOf(order),
    host: serverName,
    versions: [...versions],
    ownChain: certificate === undefined ? [] : seenCertificates(certificate.chainPem),
    clock,
  })
}

/**
 * Connects with all that the library speaks and without a check, as the question is how
 * the server behaves; neither data nor certificate of ours is sent.
 */
export function tryAnything(
  check: TlsCheck,
  question: TlsCheckProgress['question'],
  more: Pick<ConnectionOptions, 'cert' | 'key' | 'session'> = {},
): Promise<Trial | undefined> {
  const { host, serverName = host } = check.order
  return tryWith(check, question, (socket) =>
    connectTls({
      ...more,
      host,
      socket,
      servername: /^[\d.:]+$/.test(serverName) ? '' : serverName,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.3',
      ciphers: 'ALL:@SECLEVEL=0',
      minDHSize: 512,
      secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
      ca: [],
      rejectUnauthorized: false,
      requestOCSP: true,
    }),
  )
}

async function tryWith(
  check: TlsCheck,
  question: TlsCheckProgress['question'],
  secure: (socket: Socket) => TLSSocket | Promise<TLSSocket>,
): Promise<Trial | undefined> {
  const tcp = await check.open(question)
  if (tcp === undefined) return undefined
  const { signal } = check.order
  const stop = (): void => {
    tcp.destroy()
  }
  signal?.addEventListener('abort', stop, { once: true })
  try {
    // Whoever stopped it while the connection was opened waits for no answer.
    signal?.throwIfAborted()
    return await outcomeOf(await secure(tcp), check.patience)
  } catch (error) {
    return { done: false, error: error as Error, resumed: false, stapled: false }
  } finally {
    signal?.removeEventListener('abort', stop)
    tcp.destroy()
  }
}

function outcomeOf(socket: TLSSocket, timeoutMilliseconds: number): Promise<Trial> {
  return new Promise((resolve) => {
    let done: Trial | undefined
    let session: Buffer | undefined
    let stapled = false
    const started = performance.now()
    const end = (error?: NodeJS.ErrnoException): void => {
      clearTimeout(timer)
      socket.on('error', () => undefined)
      const ended =
        done !== undefined && error === undefined
          ? { ...done, stapled, ...defined({ session }) }
          : { done: false, resumed: false, stapled, ...defined({ error }) }
      // Not inside the library's own call.
      setImmediate(() => {
        socket.destroy()
        resolve(ended)
      })
    }
    const fail = (code: string, message: string) => (): void => {
      end(Object.assign(new Error(message), { code }))
    }
    let timer = setTimeout(fail('ETIMEDOUT', 'timeout'), timeoutMilliseconds)
    socket.on('OCSPResponse', (response: Buffer | null) => {
      stapled = response !== null && response.byteLength > 0
    })
    socket.on('session', (ticket: Buffer) => {
      session = ticket
      if (done !== undefined) end()
    })
    socket.once('error', end)
    socket.once('close', fail('ECONNRESET', 'socket disconnected'))
    socket.once('secureConnect', () => {
      clearTimeout(timer)
      done = {
        done: true,
        version: socket.getProtocol() ?? 'unknown',
        suite: socket.getCipher().standardName,
        ...(socket instanceof TLSSocket ? { peerChain: knownOf(socket).peerChain } : {}),
        resumed: socket.isSessionReused(),
        stapled,
      }
      // TLS 1.3: only now does the server say what it thinks of our certificate.
      // What has come by then is read first: the process may be late itself.
      const late = (): unknown => setImmediate(end)
      const patience = Math.max(
        verdictMilliseconds,
        verdictHandshakes * (performance.now() - started),
      )
      timer = setTimeout(late, session === undefined ? Math.min(patience, timeoutMilliseconds) : 0)
    })
  })
}
