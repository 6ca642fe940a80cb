import fastify from 'fastify'

import { openAccounts } from '../../../domain/accounts/index.ts'
import { causeParams, HikyakuError, httpStatusOf, isHikyakuError } from '../../../errors/index.ts'
import type { BackgroundWork, Station } from '../../../station/index.ts'
import { safeHeaders } from './headers.ts'
import { addWatchers } from './watchers.ts'

/** Where watchers are answered apart from the console, and who may read the figures. */
export interface WatcherPort {
  readonly port: number
  readonly metrics: 'loopback' | 'token'
}

/**
 * Serves `/healthz`, `/readyz` and `/metrics` on a port of their own, of the loopback.
 *
 * @throws HikyakuError console-port-in-use, setting-invalid
 */
export async function serveWatchers(
  station: Station,
  { port, metrics }: WatcherPort,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const app = fastify({ bodyLimit: 1024, forceCloseConnections: true })
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(safeHeaders)
    done()
  })
  app.setErrorHandler((error, _request, reply) => {
    const failure = isHikyakuError(error) ? error : new HikyakuError('defect', causeParams(error))
    const text = `${failure.entry.id} ${failure.text('en').message}\n`
    return reply.code(httpStatusOf(failure.entry)).type('text/plain; charset=utf-8').send(text)
  })
  const doorway = { secure: false, names: [] }
  addWatchers(app, { station, accounts: openAccounts(station), doorway, metrics })
  await app.listen({ host: '127.0.0.1', port }).catch((cause: unknown) => {
    const isTaken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE'
    if (isTaken) throw new HikyakuError('console-port-in-use', { port }, { cause })
    const params = { setting: `watchers.port ${port}`, ...causeParams(cause) }
    throw new HikyakuError('setting-invalid', params, { cause })
  })
  const address = app.server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return { port: bound, close: () => app.close() }
}

/** The same as long as the station is at work. */
export function watchersBeside(station: Station, where: WatcherPort): BackgroundWork {
  return {
    begin: async () => {
      const served = await serveWatchers(station, where)
      return () => served.close()
    },
  }
}
