import type { X509Certificate } from 'node:crypto'
import { defined } from '../../../base/defined.ts'
import { describeCause, HikyakuError } from '../../../errors/index.ts'
import { addressOf, endpointOf, type Endpoint } from '../../../domain/partners/index.ts'
import { resolveName, type Connected, type Proxy, type Stage } from '../../../wire/http/index.ts'
import { messageId, timestamp, writeRequest, type ConfirmRequest } from '../../../wire/jx/index.ts'
import {
  certificateAskedIn,
  describeCertificate,
  labelOfName,
  planTls,
  subjectOf,
} from '../../../wire/tls/index.ts'
import { openConnection, type ChannelConnection } from './client-call.ts'
import { explainTls } from './client-failure.ts'
import type { Call, JxChannelOrder } from './client-order.ts'
import { TestBoard } from './connection-test-board.ts'
import {
  faultOf,
  judgeTestCall,
  passLogin,
  stageOfTlsFailure,
  type FailedTestCall,
} from './connection-test-failure.ts'
import type { ConnectionTest, TestWatch } from './connection-test-stage.ts'
import { testTexts } from './connection-test-texts.ts'
import { awaitVerdict } from './connection-test-verdict.ts'
import { weakened } from './client-warnings.ts'
import { proxyOf } from './proxy.ts'

/** A server certificate that ends sooner is worth a word. */
const soonDays = 30
const dayMilliseconds = 86_400_000

/**
 * Tests the connection to a partner's JX server stage by stage, without taking or
 * changing anything there: the one call confirms a document that does not exist
 * (ADR 20). Nothing is written to the ledger.
 *
 * A failure is a stage's fault.
 *
 * @throws HikyakuError setting-invalid for a URL or proxy that cannot be used, interrupted
 */
export async function testConnection(
  order: JxChannelOrder,
  watch: TestWatch = {},
): Promise<ConnectionTest> {
  const endpoint = endpointOf(order.partner)
  const board = new TestBoard(order.clock, (stage) => watch.onStage?.(stage))
  const test: Test = { order, endpoint, board, watch, proxy: proxyOf(order.partner, order.secrets) }
  if (await findName(test)) await connectAndAsk(test)
  return board.result()
}

interface Test {
  readonly order: JxChannelOrder
  readonly endpoint: Endpoint
  readonly proxy: Proxy | undefined
  readonly board: TestBoard
  readonly watch: TestWatch
  /** Of the connection, once it is there. */
  recorder?: Connected['recorder']
}

/** Through a proxy it is the proxy that looks the server's name up. */
async function findName({ order, endpoint, board, watch, proxy }: Test): Promise<boolean> {
  const { host } = proxy ?? endpoint
  board.begin('name')
  try {
    const addresses = await resolveName(host, {
      timeoutMilliseconds: order.partner.timeoutSeconds * 1000,
      ...defined({ signal: watch.signal }),
    })
    board.pass('name', testTexts.same(`${host} → ${addresses.join(', ')}`))
    return true
  } catch (cause) {
    stopIfAborted({ order, watch })
    const params = { partner: order.partner.name, host, proxy: host, detail: describeCause(cause) }
    const fault = proxy === undefined ? 'name-not-found' : 'proxy-unreachable'
    board.fail('name', new HikyakuError(fault, params, { cause }))
    return false
  }
}

async function connectAndAsk(test: Test): Promise<void> {
  const { order, board, watch } = test
  let connection: ChannelConnection | undefined
  try {
    connection = openFor(test)
    const { signal } = watch
    const asked = await connection.call(probe(order), defined({ signal }))
    passLogin(callOf(test))
    board.pass('soap', testTexts.answered(asked.response.result))
  } catch (error) {
    stopIfAborted(test)
    judge(test, error)
  } finally {
    await connection?.close()
  }
}

function stopIfAborted({ order, watch }: Pick<Test, 'order' | 'watch'>): void {
  if (watch.signal?.aborted !== true) return
  throw new HikyakuError('interrupted', { partner: order.partner.name })
}

/** The question goes out with all that it tells of still running; before, one stage runs. */
function judge(test: Test, error: unknown): void {
  const { board } = test
  const { running } = board
  if (board.isRunning('soap') || running === undefined) {
    judgeTestCall(callOf(test), error)
    return
  }
  const { fault, record } = faultOf(error)
  const stage = running === 'tls' ? stageOfTlsFailure(fault, record) : running
  if (stage !== running) {
    board.pass(running)
    if (stage === 'client-certificate') board.skip('server-certificate', testTexts.notSeen)
  }
  board.fail(stage, fault)
}

function callOf({ order, board, recorder }: Test): FailedTestCall {
  const { partner, certificate } = order
  const subject =
    certificate === undefined ? undefined : describeCertificate(certificate.chainPem).subject
  const seen = recorder === undefined ? undefined : certificateAskedIn(recorder.record())
  const asked = seen?.byRenegotiation === true ? true : seen?.inHandshake
  return { partner, certificate: subject, asked, board }
}

/** @throws HikyakuError those of {@link planTls} */
function openFor(test: Test): ChannelConnection {
  const { order, endpoint, board } = test
  if (!endpoint.secure) {
    for (const name of ['tls', 'server-certificate', 'client-certificate'] as const) {
      board.skip(name, testTexts.plainHttp)
    }
  }
  const plan = endpoint.secure ? planned(test) : undefined
  const [warning] = plan === undefined ? [] : weakened(order.partner, plan, addressOf(endpoint))
  const watched: JxChannelOrder = {
    ...order,
    onStage: (stage) => {
      moveOn(test, stage)
    },
    onConnected: (connected) => passConnection(test, connected, warning),
  }
  return openConnection(watched, endpoint, plan)
}

/** The settings are refused before anything is sent: that is the stage of TLS. */
function planned({ order, endpoint, board }: Test): ReturnType<typeof planTls> {
  try {
    return planTls(order.partner, addressOf(endpoint), order.clock.now())
  } catch (error) {
    board.begin('tls')
    throw error
  }
}

function moveOn({ board, proxy, endpoint }: Test, stage: Stage): void {
  const passed = board.running
  if (passed !== undefined) {
    const reached = passed === 'tcp' ? (proxy ?? endpoint) : endpoint
    board.pass(passed, testTexts.same(addressOf(reached)))
    if (passed === 'tcp' && proxy === undefined) board.skip('proxy', testTexts.noProxy)
  }
  board.begin(stage)
}

async function passConnection(
  test: Test,
  { certificate, remote, handshake, recorder, socket }: Connected,
  warning: HikyakuError | undefined,
): Promise<void> {
  const { order, endpoint, board } = test
  test.recorder = recorder
  if (handshake === undefined) {
    const { running } = board
    if (running !== undefined) board.pass(running, testTexts.same(remote))
    if (running === 'tcp') board.skip('proxy', testTexts.noProxy)
  } else {
    const { version, suite } = handshake
    board.pass('tls', testTexts.same(`${labelOfName(version)}, ${suite}`), warning)
    if (certificate !== undefined) passServerCertificate({ order, endpoint, board }, certificate)
    board.begin('client-certificate')
    if (version === 'TLSv1.3') {
      await awaitVerdict(socket).catch((error: unknown) => {
        const failure = error as Error
        const record = recorder?.failed(failure)
        throw explainTls({ order, endpoint, call: undefined }, failure, record)
      })
    }
  }
  board.begin('basic')
  board.begin('soap')
}

function passServerCertificate(
  { order, endpoint, board }: Pick<Test, 'order' | 'endpoint' | 'board'>,
  seen: X509Certificate,
): void {
  const now = order.clock.now()
  const end = new Date(seen.validTo)
  const days = Math.floor((end.getTime() - now.getTime()) / dayMilliseconds)
  const until = end.toISOString().slice(0, 10)
  const params = { partner: order.partner.name, host: addressOf(endpoint), until, days }
  board.pass(
    'server-certificate',
    testTexts.serverCertificate(subjectOf(seen), until),
    days < soonDays ? new HikyakuError('server-certificate-ends', params) : undefined,
  )
}

/** A confirmation of a document that nobody has: refused for certain, and harmless if not. */
function probe(order: JxChannelOrder): Call<ConfirmRequest> {
  const { partner, clock, random } = order
  const now = clock.now()
  const id = messageId(now, random, partner.from)
  const request: ConfirmRequest = {
    operation: 'ConfirmDocument',
    header: { from: partner.from, to: partner.to, messageId: id, timestamp: timestamp(now) },
    messageId: id,
    senderId: partner.partnerId,
    receiverId: partner.ownId,
  }
  return { request, message: writeRequest(request), messageId: id }
}
