import type { Clock } from '../../../base/clock.ts'
import { HikyakuError } from '../../../errors/index.ts'
import type { ClientPartner, PartnerSecrets } from '../../../domain/partners/index.ts'
import type { ExchangeLog } from '../../../domain/exchange/index.ts'
import { describeCertificate } from '../../../wire/tls/index.ts'
import { TestBoard } from './connection-test-board.ts'
import type { ConnectionTest, TestWatch } from './connection-test-stage.ts'
import { incomingTexts as texts } from './connection-test-texts.ts'

export interface IncomingTestOrder {
  readonly partner: ClientPartner
  readonly secrets: PartnerSecrets
  readonly exchanges: Pick<ExchangeLog, 'search'>
  readonly clock: Clock
}

/**
 * What can be said from here of a partner that calls us: whether it could log in with
 * its settings, and when it last did. Nothing is sent.
 */
export async function testIncoming(
  order: IncomingTestOrder,
  watch: TestWatch = {},
): Promise<ConnectionTest> {
  const stages = ['client-certificate', 'basic', 'last-call'] as const
  const board = new TestBoard(order.clock, (stage) => watch.onStage?.(stage), stages)
  checkCertificates(order, board)
  checkLogin(order, board)
  await findLastCall(order, board)
  return board.result()
}

function checkCertificates({ partner, clock }: IncomingTestOrder, board: TestBoard): void {
  const stage = 'client-certificate'
  if (partner.trust.length === 0) {
    board.skip(stage, texts.noCas)
    return
  }
  board.begin(stage)
  const cas = partner.trust.filter((one) => one !== 'system').map(describeCertificate)
  const ended = cas.find(({ notAfter }) => notAfter < clock.now())
  if (ended === undefined) {
    const names = [
      ...cas.map(({ subject }) => subject),
      ...(cas.length < partner.trust.length ? ['system'] : []),
    ]
    board.pass(stage, texts.cas(names.join('; '), partner.subject))
    return
  }
  const until = ended.notAfter.toISOString().slice(0, 10)
  const params = { partner: partner.name, subject: ended.subject, until }
  board.fail(stage, new HikyakuError('client-ca-ended', params))
}

function checkLogin({ partner, secrets }: IncomingTestOrder, board: TestBoard): void {
  const { name, user, trust } = partner
  board.begin('basic')
  if (user !== undefined && secrets.password !== undefined) board.pass('basic', texts.user(user))
  else if (user === undefined && trust.length > 0) board.skip('basic', texts.noUser)
  else board.fail('basic', new HikyakuError('partner-cannot-log-in', { partner: name }))
}

async function findLastCall(
  { partner, exchanges }: IncomingTestOrder,
  board: TestBoard,
): Promise<void> {
  board.begin('last-call')
  const [last] = await exchanges.search({ partner: partner.name, limit: 1 })
  if (last === undefined) board.skip('last-call', texts.neverCalled)
  else board.pass('last-call', texts.lastCall(last.startedAt.toISOString(), last.id))
}
