import { statfs } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { renderMetrics } from '../../../adapters/metrics/index.ts'
import type { Accounts } from '../../../domain/accounts/index.ts'
import { figuresOf } from '../../../domain/watching/index.ts'
import { describeCause, HikyakuError } from '../../../errors/index.ts'
import type { Station } from '../../../station/index.ts'
import { checkHost, signedOf, type Doorway } from './guard.ts'

/** What the pages for watchers are made of. */
export interface WatcherOptions {
  readonly station: Station
  readonly accounts: Accounts
  readonly doorway: Doorway
  /** `loopback`: this computer may read the figures without a token; `token`: nobody may. */
  readonly metrics: 'loopback' | 'token'
}

const plain = 'text/plain; charset=utf-8'
/** Less than this, and a document of any size may not fit. */
const leastFreeBytes = 64 * 2 ** 20

/**
 * Adds `/healthz` (the process answers), `/readyz` (the station can keep a document) and
 * `/metrics` (its figures, for Prometheus).
 */
export function addWatchers(app: FastifyInstance, options: WatcherOptions): void {
  app.get('/healthz', (request, reply) => {
    checkHost(request, options.doorway)
    return reply.type(plain).send('ok\n')
  })
  app.get('/readyz', async (request, reply) => {
    checkHost(request, options.doorway)
    const trouble = await whyNotReady(options.station)
    if (trouble === undefined) return reply.type(plain).send('ready\n')
    return reply.code(503).type(plain).send(`not ready: ${trouble}\n`)
  })
  app.get('/metrics', (request, reply) => metrics(options, request, reply))
}

/** @throws HikyakuError request-foreign, sign-in-needed */
async function metrics(
  { station, accounts, doorway, metrics: who }: WatcherOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  checkHost(request, doorway)
  const mayRead = who === 'loopback' && isFromHere(request)
  if (!mayRead && (await signedOf(request, accounts)) === undefined) {
    throw new HikyakuError('sign-in-needed')
  }
  const { ledger, clock, home } = station
  const figures = await figuresOf({
    ledger,
    clock,
    serverChains: () => station.serverChains(),
    freeBytes: () => freeBytesOf(home),
  })
  const { contentType, text } = await renderMetrics(figures)
  return reply.type(contentType).send(text)
}

/** From this computer, and for nobody else: what passes others' calls on says so. */
function isFromHere({ ip, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined) return false
  const address = ip.replace(/^::ffff:/, '')
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}

/** In a word, for anybody who asks: nothing is told that is not for all. */
async function whyNotReady({ ledger, home, log }: Station): Promise<string | undefined> {
  try {
    await ledger.documents.count({ limit: 1, messageId: '' })
  } catch (error) {
    log.note({ event: 'trouble', detail: `readyz: ${describeCause(error)}` })
    return 'the database cannot be read'
  }
  const free = await freeBytesOf(home)
  return free === undefined || free >= leastFreeBytes ? undefined : 'the disk is full'
}

async function freeBytesOf(home: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(home)
    return bavail * bsize
  } catch {
    return undefined
  }
}
