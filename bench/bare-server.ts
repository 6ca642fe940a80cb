import { fdatasync, openSync, readFileSync, write } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'

/**
 * The bare limit: reads the body, decodes nothing, appends it to one file and
 * fdatasyncs before it answers. `/get` gives ready bytes, `/confirm` is a small append.
 */
const folder = process.argv[2] ?? '.'
const largest = 2 ** 20
const file = openSync(join(folder, 'bare.log'), 'a')
const pem = readFileSync(join(folder, 'server.pem'))
const ready = readFileSync(join(folder, 'get-response.xml'))
const yes = Buffer.from('<ok/>')

const server = createServer(
  { cert: pem, key: pem, keepAliveTimeout: 75_000 },
  (request, response) => {
    const answer = (bytes: Buffer): void => {
      response.writeHead(200, { 'content-type': 'text/xml', 'content-length': bytes.byteLength })
      response.end(bytes)
    }
    let parts: Buffer[] = []
    let gathered = 0
    let writing = Promise.resolve()
    request.on('data', (chunk: Buffer) => {
      parts.push(chunk)
      gathered += chunk.byteLength
      if (gathered < largest) return
      const piece = Buffer.concat(parts)
      parts = []
      gathered = 0
      request.pause()
      writing = append(piece).then(() => {
        request.resume()
      })
    })
    request.on('end', () => {
      if (request.url === '/get') {
        answer(ready)
        return
      }
      void writing
        .then(() => append(Buffer.concat(parts)))
        .then(() => {
          fdatasync(file, () => {
            answer(yes)
          })
        })
    })
  },
)

function append(bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    write(file, bytes, 0, bytes.byteLength, null, (error) => {
      if (error === null) resolve()
      else reject(error)
    })
  })
}

server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as { port: number }).port })
})
process.on('disconnect', () => process.exit(0))
