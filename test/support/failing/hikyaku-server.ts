import { systemClock } from '../../../src/base/clock.ts'
import { serveJx } from '../../../src/adapters/channels/jx/index.ts'
import { noLog } from '../../../src/domain/exchange/index.ts'
import { listen } from '../../../src/wire/http/index.ts'
import { supplier, testContext } from '../exchange-context.ts'
import { issued, type FailingServer, type Made } from './failing-case.ts'

/** By which our calls log in there. */
export const login = { user: 'supplier', password: 'practice-password' } as const

/** A Hikyaku whose partner needs a client certificate of our root (`--trust`). */
export async function hikyakuWithTrust({ root, leaf }: Made): Promise<FailingServer> {
  const context = await testContext({ clock: systemClock })
  const { user, password } = login
  await context.ledger.partners.replace({ ...supplier, user, trust: [root.pem] }, { password })
  const listener = await listen({
    host: '127.0.0.1',
    port: 0,
    tls: { ...issued(leaf), clientCas: [root.pem] },
    onRequest: serveJx({
      context,
      limits: {
        documentBytes: 2 ** 20,
        progress: { silenceMilliseconds: 30_000, minimumRate: 1, windowMilliseconds: 30_000 },
      },
      log: noLog,
      onRefused: () => undefined,
      onFatal: () => undefined,
    }),
    onHandshakeFailure: () => undefined,
  })
  const close = async (): Promise<void> => {
    await listener.close()
    await context.end()
  }
  return { port: listener.port, close }
}
