import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'

import { randomText } from '../src/base/ids.ts'
import { writeResponse, type JxResponse } from '../src/wire/jx/index.ts'
import { allOf } from '../test/support/scripted-channel.ts'

/**
 * A partner's JX server that does as little as it can, so that the client is what is
 * measured: every Put and Confirm is `true`, its body thrown away unread; every Get has
 * the ready document, under a messageId of its own.
 */
const folder = process.argv[2] ?? '.'
const pem = readFileSync(join(folder, 'server.pem'))
const ready = readFileSync(join(folder, 'get-response.xml'))
const [whole = '', messageId = ''] =
  /<messageId>(.+?)</.exec(ready.toString('latin1', 0, 4096)) ?? []
const idAt = ready.indexOf(whole) + whole.indexOf(messageId)

const header = { from: 'a', to: 'b', messageId: 'r', timestamp: '2026-04-01T00:30:05' }
const answer = (response: JxResponse): Promise<Buffer> =>
  allOf(writeResponse(response, { bytes: 0, chunks: async function* () {} }).chunks())
const answers: Readonly<Record<string, Buffer>> = {
  PutDocument: await answer({ operation: 'PutDocument', header, result: true }),
  ConfirmDocument: await answer({ operation: 'ConfirmDocument', header, result: true }),
}

const server = createServer({ cert: pem, key: pem }, (request, response) => {
  const operation = /(\w+)"?$/.exec(String(request.headers['soapaction']))?.[1] ?? ''
  request.resume()
  request.on('end', () => {
    ready.write(randomText(messageId.length), idAt, 'latin1')
    const bytes = answers[operation] ?? ready
    response.writeHead(200, {
      'content-type': 'text/xml; charset=utf-8',
      'content-length': bytes.byteLength,
    })
    response.end(bytes)
  })
})

server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as { port: number }).port })
})
process.on('disconnect', () => process.exit(0))
