import { systemClock } from '../../../src/base/clock.ts'
import { randomText } from '../../../src/base/ids.ts'
import { serveJx, unknownCall } from '../../../src/adapters/channels/jx/index.ts'
import { noLog } from '../../../src/domain/exchange/index.ts'
import type { ClientPartner } from '../../../src/domain/partners/index.ts'
import type { UnknownCall } from '../../../src/domain/handshakes/index.ts'
import { listen } from '../../../src/wire/http/index.ts'
import { readRecord, type HandshakeRecord } from '../../../src/wire/tls/index.ts'
import { supplier, testContext } from '../exchange-context.ts'
import { password } from '../serving.ts'
import type { CallingCase } from './calling-case.ts'
import { issued, type Made } from './failing-case.ts'

export interface RefusedCaller {
  readonly record: HandshakeRecord
  readonly call: UnknownCall
}

// A busy machine takes its time to start Java, which may be the caller.
const waitMilliseconds = 45_000

/** Lets the caller of a case call our JX server; how its refusal is written down. */
export async function refusedCaller(calling: CallingCase, made: Made): Promise<RefusedCaller> {
  const context = await testContext({ clock: systemClock })
  const partner: ClientPartner = { ...supplier, ...calling.partner?.(made) }
  await context.ledger.partners.replace(partner, { password })
  const { chainPem, keyPem } = (await calling.certificate?.(made)) ?? issued(made.leaf)
  const { promise, resolve, reject } = Promise.withResolvers<UnknownCall>()
  const listener = await listen({
    host: '127.0.0.1',
    port: 0,
    tls: { chainPem, keyPem, clientCas: partner.trust },
    recording: {},
    onRequest: serveJx({
      context,
      limits: {
        documentBytes: 2 ** 20,
        progress: { silenceMilliseconds: 30_000, minimumRate: 1, windowMilliseconds: 30_000 },
      },
      log: noLog,
      onRefused: () => undefined,
      onFatal: reject,
      onCertificateRefused: resolve,
    }),
    onHandshakeFailure: (address, detail, record) => {
      resolve(unknownCall({ address, detail, record }, randomText))
    },
  })
  const late = setTimeout(() => {
    reject(new Error('nobody was refused'))
  }, waitMilliseconds)
  try {
    const [call] = await Promise.all([promise, calling.call(made, listener.port)])
    const record = readRecord(call.handshakeNote?.whole() ?? '')
    if (record === undefined) throw new Error('no record')
    return { record, call }
  } finally {
    clearTimeout(late)
    await listener.close()
    await context.end()
  }
}
