import { Readable } from 'node:stream'
import { Client } from 'undici'

import { benchPartner, password } from './folder.ts'
import { confirmMessage, getMessage, putMessage } from './messages.ts'

/** One connection of the load; the same for both servers, so that it drops out of the ratio. */
export interface Line {
  readonly client: Client
  readonly at: number
  readonly paths: { readonly put: string; readonly get: string; readonly confirm: string }
}

export function openLines(port: number, count: number, bare: boolean): Line[] {
  const paths = bare
    ? { put: '/put', get: '/get', confirm: '/confirm' }
    : { put: '/jx', get: '/jx', confirm: '/jx' }
  return Array.from({ length: count }, (_, at) => ({
    at,
    paths,
    client: new Client(`https://localhost:${port}`, {
      connect: { rejectUnauthorized: false },
      bodyTimeout: 0,
      headersTimeout: 0,
    }),
  }))
}

export async function closeLines(lines: readonly Line[]): Promise<void> {
  await Promise.all(lines.map((line) => line.client.close()))
}

function headersOf({ at }: Line): Record<string, string> {
  const login = Buffer.from(`user-${at}:${password}`).toString('base64')
  return { 'content-type': 'text/xml; charset=utf-8', authorization: `Basic ${login}` }
}

async function post(line: Line, path: string, body: Buffer): Promise<Buffer> {
  const answer = await line.client.request({ method: 'POST', path, headers: headersOf(line), body })
  const bytes = Buffer.from(await answer.body.arrayBuffer())
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${bytes.toString()}`)
  return bytes
}

/** Puts the bodies of each line one after another; gives documents per second. */
export async function putRate(
  lines: readonly Line[],
  bodies: readonly (readonly Buffer[])[],
): Promise<number> {
  const started = performance.now()
  await Promise.all(
    lines.map(async (line) => {
      for (const body of bodies[line.at] ?? []) await post(line, line.paths.put, body)
    }),
  )
  return bodies.flat().length / ((performance.now() - started) / 1000)
}

/** So many requests to put, of all lines together; made before the time is taken. */
export function putBodies(lines: number, count: number, bytes: number): Promise<Buffer[][]> {
  const each = Math.ceil(count / lines)
  return Promise.all(
    Array.from({ length: lines }, (_line, at) =>
      Promise.all(Array.from({ length: each }, () => putBody(at, bytes))),
    ),
  )
}

async function putBody(at: number, bytes: number): Promise<Buffer> {
  const partner = benchPartner(at)
  const parts: Uint8Array[] = []
  for await (const chunk of putMessage(bytes, partner.partnerId, partner.ownId).chunks())
    parts.push(chunk)
  return Buffer.concat(parts)
}

/** Gets and confirms so many documents on each line; gives documents per second. */
export async function takeRate(lines: readonly Line[], count: number): Promise<number> {
  const each = Math.ceil(count / lines.length)
  const started = performance.now()
  await Promise.all(
    lines.map(async (line) => {
      const { partnerId, ownId } = benchPartner(line.at)
      const get = await getMessage(partnerId)
      for (let at = 0; at < each; at += 1) {
        const answer = await post(line, line.paths.get, get)
        const messageId = /<messageId>([^<]+)</.exec(answer.toString('latin1', 0, 2000))?.[1]
        if (messageId === undefined) throw new Error('nothing to get')
        const confirm = await confirmMessage(messageId, ownId, partnerId)
        await post(line, line.paths.confirm, confirm)
      }
    }),
  )
  return (each * lines.length) / ((performance.now() - started) / 1000)
}

/** Puts one large document; gives MB (10^6 decoded bytes) per second. */
export async function putSpeed(line: Line, bytes: number): Promise<number> {
  const partner = benchPartner(line.at)
  const message = putMessage(bytes, partner.partnerId, partner.ownId)
  const started = performance.now()
  const answer = await line.client.request({
    method: 'POST',
    path: line.paths.put,
    headers: { ...headersOf(line), 'content-length': String(message.contentLength) },
    body: Readable.from(message.chunks(), { objectMode: false }),
  })
  const text = await answer.body.text()
  if (answer.statusCode !== 200) throw new Error(text)
  return bytes / 1e6 / ((performance.now() - started) / 1000)
}

/** Gets one document of at least so many bytes, and throws it away. */
export async function getOne(line: Line, bytes: number): Promise<void> {
  const body = await getMessage(benchPartner(line.at).partnerId)
  const order = { method: 'POST', path: line.paths.get, headers: headersOf(line), body } as const
  const answer = await line.client.request(order)
  let received = 0
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) received += chunk.byteLength
  if (received < bytes) throw new Error(`only ${received} bytes were got`)
}
