import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'

/**
 * The limit with the same durability as a station's: bodies are kept as BLOBs in SQLite with
 * `synchronous=FULL`, those of a moment in one commit, and each is answered after it. Nothing
 * is decoded, parsed or checked.
 */
const folder = process.argv[2] ?? '.'
const pem = readFileSync(join(folder, 'server.pem'))
const ready = readFileSync(join(folder, 'get-response.xml'))
const yes = Buffer.from('<ok/>')

const database = new Sqlite(join(folder, 'durable.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.pragma('temp_store = MEMORY')
database.exec('CREATE TABLE IF NOT EXISTS body (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)')
const [begin, insert, commit] = [
  'BEGIN IMMEDIATE',
  'INSERT INTO body (bytes) VALUES (?)',
  'COMMIT',
].map((text) => database.prepare(text))

let waiting: { readonly bytes: Buffer; readonly done: () => void }[] = []

function keep(bytes: Buffer, done: () => void): void {
  waiting.push({ bytes, done })
  if (waiting.length === 1) setImmediate(keepAll)
}

function keepAll(): void {
  const group = waiting
  waiting = []
  begin?.run()
  for (const one of group) insert?.run(one.bytes)
  commit?.run()
  for (const one of group) one.done()
}

const server = createServer(
  { cert: pem, key: pem, keepAliveTimeout: 75_000 },
  (request, response) => {
    const answer = (bytes: Buffer): void => {
      response.writeHead(200, { 'content-type': 'text/xml', 'content-length': bytes.byteLength })
      response.end(bytes)
    }
    const parts: Buffer[] = []
    request.on('data', (chunk: Buffer) => parts.push(chunk))
    request.on('end', () => {
      if (request.url === '/get') answer(ready)
      else
        keep(Buffer.concat(parts), () => {
          answer(yes)
        })
    })
  },
)

server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as { port: number }).port })
})
process.on('disconnect', () => process.exit(0))
