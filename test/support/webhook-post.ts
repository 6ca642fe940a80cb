import { createServer as createPlain, type IncomingHttpHeaders, type Server } from 'node:http'
import { createServer as createSecure } from 'node:https'

/** A call as the receiver took it. */
export interface TakenCall {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface WebhookPost {
  readonly port: number
  readonly url: string
  /** Only those that were whole. */
  readonly calls: TakenCall[]
  /** What the next calls are answered with; 200 by default. */
  answer: { status: number; body?: string; headers?: Record<string, string>; silent?: boolean }
  close(): Promise<void>
}

/** A real receiver of webhooks on the loopback. */
export async function webhookPost(
  options: {
    readonly port?: number
    readonly tls?: { readonly key: string; readonly cert: string }
  } = {},
): Promise<WebhookPost> {
  const { port: wanted = 0, tls } = options
  const calls: TakenCall[] = []
  const server: Server = tls === undefined ? createPlain() : createSecure(tls)
  server.on('request', (request, response) => {
    const chunks: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const { status, body: text = 'ok', headers = {}, silent = false } = post.answer
      if (status < 300) calls.push({ path: request.url ?? '', headers: request.headers, body })
      if (silent) return
      response.writeHead(status, headers).end(text)
    })
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    server.listen(wanted, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const post: WebhookPost = {
    port,
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/hook/secret-token-4711?sig=s3cr3t-query`,
    calls,
    answer: { status: 200 },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
  return post
}
