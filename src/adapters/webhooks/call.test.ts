import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'

import { webhookPost, type WebhookPost } from '../../../test/support/webhook-post.ts'
import { systemClock } from '../../base/clock.ts'
import { jsonBody, refusalOf, type WebhookCall } from '../../domain/webhooks/index.ts'
import type { HikyakuError } from '../../errors/index.ts'
import { createAuthority } from '../../wire/tls/index.ts'
import { createWebhookCaller } from './index.ts'

const key = 'a secret of 24 letters..'
const caller = createWebhookCaller(systemClock)
const call = (one: WebhookCall) => caller.call(one)
const closing: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function posted(options?: Parameters<typeof webhookPost>[0]): Promise<WebhookPost> {
  const post = await webhookPost(options)
  closing.push(() => post.close())
  return post
}

const order = (url: string, more: Partial<WebhookCall> = {}): WebhookCall => ({
  url,
  trust: [],
  id: 'M-1',
  body: jsonBody({ text: '発注が届いていません' }),
  timeLimitSeconds: 5,
  ...more,
})

async function failure(calling: Promise<unknown>): Promise<HikyakuError> {
  return (await calling.then(
    () => undefined,
    (error: unknown) => error,
  )) as HikyakuError
}

const page = readFileSync(new URL('../../../docs/operations/flows.md', import.meta.url), 'utf8')
/** What a receiver is told to type. */
const check = page.split('\n').find((line) => line.includes('openssl dgst')) ?? ''

describe('a call', () => {
  test('is signed over its time and its body, as a receiver can check by openssl', async () => {
    const post = await posted()
    expect(await call(order(post.url, { key }))).toMatchObject({ status: 200, answer: 'ok' })
    const [taken] = post.calls
    expect(taken?.headers['hikyaku-id']).toBe('M-1')
    expect(taken?.path).toContain('/hook/secret-token-4711?sig=')
    const timestamp = String(taken?.headers['hikyaku-timestamp'])
    expect(Math.abs(Number(timestamp) - systemClock.now().getTime() / 1000)).toBeLessThan(10)
    const printed = (body: string) =>
      execFileSync('sh', ['-c', `BODY=$(mktemp); cat > "$BODY"; ${check}; rm "$BODY"`], {
        input: body,
        env: { ...process.env, TIMESTAMP: timestamp, SECRET: key },
      })
        .toString()
        .trim()
    expect(printed(taken?.body ?? '')).toBe(taken?.headers['hikyaku-signature'])
    expect(printed(`${taken?.body ?? ''} `)).not.toBe(taken?.headers['hikyaku-signature'])
  })

  test('has been marked before it can be accepted', async () => {
    const post = await posted()
    const seen: number[] = []
    await call(
      order(post.url, {
        onLastByte: async () => {
          await new Promise((resolve) => setTimeout(resolve, 50))
          seen.push(post.calls.length)
        },
      }),
    )
    expect(seen).toEqual([0])
    expect(post.calls).toHaveLength(1)
  })

  test('goes over TLS to whom it trusts, and to nobody else', async () => {
    const now = systemClock.now()
    const authority = await createAuthority({ commonName: 'Own CA', now })
    const of = async (name: string) => {
      const names = { commonName: name, names: [name] }
      const { chainPem, keyPem } = await authority.issue({ ...names, use: 'server', now })
      return posted({ tls: { cert: chainPem, key: keyPem } })
    }
    const [own, other] = [await of('127.0.0.1'), await of('other.example')]
    const trust = [authority.certificatePem]
    expect(await call(order(own.url, { trust }))).toMatchObject({ status: 200 })
    for (const refused of [order(own.url), order(other.url, { trust })]) {
      expect(await failure(call(refused))).toMatchObject({ fault: 'webhook-failed' })
    }
    expect(other.calls).toEqual([])
  })

  test('follows no redirect', async () => {
    const [first, second] = [await posted(), await posted()]
    first.answer = { status: 302, headers: { location: second.url } }
    const end = await call(order(first.url))
    expect(end.status).toBe(302)
    expect(refusalOf(first.url, end)).toMatchObject({ fault: 'webhook-refused' })
    expect(second.calls).toEqual([])
  })

  test.each([
    [404, {}, 'webhook-refused', undefined],
    [429, { 'retry-after': '120' }, 'webhook-busy', 120],
    [503, { 'retry-after': 'Fri, 01 Jan 2100 00:00:00 GMT' }, 'webhook-busy', 86_400],
    [500, { 'retry-after': 'soon' }, 'webhook-busy', undefined],
  ])('that is answered %i is a refusal', async (status, headers, fault, wait) => {
    const post = await posted()
    post.answer = { status, headers, body: `no ${post.url}\nno_team ${'x'.repeat(500)}` }
    const end = await call(order(post.url))
    expect(end.retryAfterSeconds).toBe(wait)
    const refusal = refusalOf(post.url, end)
    expect(refusal?.fault).toBe(fault)
    const text = refusal?.text('en').message ?? ''
    expect(text).toContain('no_team')
    // An error page may repeat the address, which is a secret.
    expect(text).not.toMatch(/secret-token|s3cr3t/)
    expect(text.length).toBeLessThan(400)
  })

  test('that nobody answers ends, and says nothing of the address', async () => {
    const post = await posted()
    post.answer = { status: 200, silent: true }
    const silent = await failure(call(order(post.url, { timeLimitSeconds: 1 })))
    const { port } = post
    await post.close()
    const gone = await failure(call(order(`http://127.0.0.1:${port}/secret-token-4711`)))
    for (const error of [silent, gone]) {
      expect(error.fault).toBe('webhook-failed')
      expect(JSON.stringify(error.params)).not.toMatch(/secret-token|s3cr3t/)
    }
    expect(silent.text('ja').message).toContain('1 秒')
  })

  test('is not held by an answer without end, and keeps little of it', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n')
      const flood = setInterval(() => socket.write('y'.repeat(200_000)), 1)
      socket.on('close', () => {
        clearInterval(flood)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => void server.close())
    const { port } = server.address() as { port: number }
    const end = await call(order(`http://127.0.0.1:${port}/`))
    expect(end.status).toBe(200)
    expect(end.answer.length).toBeLessThan(100_000)
  })

  test('goes through the proxy that is set', async () => {
    const asked: string[] = []
    const proxy = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', (bytes) => {
        asked.push(bytes.toString('latin1').split('\r\n')[0] ?? '')
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      })
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    closing.push(() => void proxy.close())
    const { port } = proxy.address() as { port: number }
    const through = order('https://hooks.example/x', { proxy: `http://127.0.0.1:${port}` })
    expect(await failure(call(through))).toMatchObject({ fault: 'webhook-failed' })
    expect(asked).toEqual(['CONNECT hooks.example:443 HTTP/1.1'])
  })
})

test.each([
  ['http://hooks.example/x', 'url'],
  ['ftp://127.0.0.1/x', 'url'],
  ['https://user:secret@hooks.example/', 'url'],
  ['nothing', 'url'],
])('%s is no address', async (url, setting) => {
  const refused = await failure(call(order(url)))
  expect(refused).toMatchObject({
    fault: 'setting-invalid',
    params: { setting: `webhook.${setting}` },
  })
  expect(JSON.stringify(refused.params)).not.toContain('secret')
})
