import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { serveJx } from '../src/adapters/channels/jx/index.ts'
import { enqueueDocument } from '../src/domain/exchange/index.ts'
import { listen } from '../src/wire/http/index.ts'
import { openStation } from '../src/station/index.ts'
import { benchPartner } from './folder.ts'
import { blocks } from './messages.ts'

/**
 * A station's JX server that records its handshakes, or does not. Asked for a document of
 * so many bytes, it puts one into the first partner's mailbox.
 */
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
    log: { note: console.error },
    onRefused: console.error,
    onFatal: () => process.exit(1),
  }),
  ...(recording === 'true' ? { recording: { clock: station.clock } } : {}),
})

async function fill(bytes: number): Promise<void> {
  const chunks = (): AsyncIterable<Uint8Array> => blocks(bytes)
  const partner = benchPartner(0)
  await enqueueDocument(station, { partner, fileName: 'order.xml', documentType: 'Order', chunks })
  process.send?.({ filled: bytes })
}

process.on('message', (order: { bytes: number }) => void fill(order.bytes))
process.send?.({ port })
process.on('disconnect', () => process.exit(0))
