import { z } from 'zod'

import { HikyakuError } from '../../errors/index.ts'
import { anchorProblem } from '../../wire/tls/trust-anchor.ts'
import { proxyUrl, readAddress, withoutLogin, type Address } from '../partners/addresses.ts'

/**
 * Where a webhook is and how it is reached. Whoever knows the address of a chat's webhook can
 * write there: of it only the server stands here, the whole lies sealed beside it.
 */
export const webhookTarget = z.strictObject({
  /** `https://hooks.example.com`: follows from the address. */
  server: z.string().min(1).max(300),
  /** `http://host:port` of a CONNECT proxy. */
  proxy: z.string().max(300).optional(),
  /** CAs as PEM text, or the word `system`; empty: the machine's own list. */
  trust: z.array(z.string().min(1)).max(50).default([]),
})
export type WebhookTarget = z.output<typeof webhookTarget>

/** What must never be printed, exported or logged. */
export interface WebhookSecrets {
  /** The whole address. */
  readonly url?: string
  /** Under which calls are signed. */
  readonly key?: string
}

/** What a change says of secrets; absent: it stays as it is, null: it is removed. */
export type WebhookSecretChanges = { readonly [K in keyof WebhookSecrets]?: string | null }

const loopback = /^(?:localhost|127(?:\.\d+){3}|::1)$/
const shortestKey = 16

/**
 * The address of a webhook: https, or http for this machine itself.
 *
 * @throws HikyakuError setting-invalid; the address itself is not repeated
 */
export function webhookAddress(url: string): Address {
  const address = readAddress(url)
  if (address === undefined) refuse('url', 'it is no URL', 'URL ではありません')
  if (address.hasLogin) {
    refuse('url', 'no user and password in it', 'ユーザーとパスワードは含められません')
  }
  const isOwn = address.scheme === 'http:' && loopback.test(address.host)
  if (address.secure || isOwn) return address
  refuse(
    'url',
    'https:// is needed (http:// only for this machine itself)',
    'https:// で始まる URL が必要です（http:// はこのパソコン自身だけ）',
  )
}

/** Scheme, host and port of an address: what may be shown of it. */
export function serverOf(url: string): string {
  webhookAddress(url)
  return new URL(url).origin
}

/**
 * What belongs together in a target and its secrets.
 *
 * @throws HikyakuError setting-invalid
 */
export function checkTarget({ proxy, trust }: WebhookTarget, { key }: WebhookSecretChanges): void {
  if (proxy !== undefined) proxyUrl(proxy)
  for (const anchor of trust) {
    const problem = anchor === 'system' ? undefined : anchorProblem(anchor)
    if (problem !== undefined) refuse('trust', problem.en, problem.ja)
  }
  if (typeof key === 'string' && key.length < shortestKey) {
    refuse(
      'key',
      `a secret has at least ${shortestKey} characters`,
      `秘密は ${shortestKey} 文字以上にしてください`,
    )
  }
}

/** Of an address that is new, or of the one that is kept. @throws HikyakuError setting-invalid */
export function targetServer(given: string | undefined, kept: unknown): unknown {
  return given === undefined ? kept : serverOf(given)
}

/** A text in which no part of a secret address stands, as an error page may repeat it. */
export function withoutAddress(text: string, url: string): string {
  const { pathname, search } = new URL(url)
  const parts = [withoutLogin(url), `${pathname}${search}`, ...pathname.split('/'), search]
  return parts
    .filter((part) => part.length >= 8)
    .reduce((rest, part) => rest.replaceAll(part, '…'), text)
}

function refuse(setting: string, detail: string, detailJa: string): never {
  throw new HikyakuError('setting-invalid', { setting: `webhook.${setting}`, detail, detailJa })
}
