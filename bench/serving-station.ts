import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { serveJx } from '../src/channels/jx/index.ts'
import { listen } from '../src/http/index.ts'
import { openStation } from '../src/station.ts'

/** A station's JX server that records its handshakes, or does not. */
const [folder = '.', recording] = process.argv.slice(2)
const pem = readFileSync(join(folder, 'server.pem'), 'utf8')
const station = await openStation({ home: join(folder, 'home') })
const { port } = await listen({
  host: '127.0.0.1',
  port: 0,
  tls: { chainPem: pem, keyPem: pem, clientCas: [] },
  onRequest: serveJx({
    context: station,
    limits: {
      documentBytes: 2 ** 31,
      progress: { silenceMilliseconds: 60_000, minimumRate: 1024, windowMilliseconds: 60_000 },
    },
    log: { info: () => undefined, warn: console.error },
    onFatal: () => process.exit(1),
  }),
  ...(recording === 'true' ? { recording: { clock: station.clock } } : {}),
})
process.send?.({ port })
process.on('disconnect', () => process.exit(0))
