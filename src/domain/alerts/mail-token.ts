import { z } from 'zod'

import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import { withoutAddress } from '../webhooks/target.ts'
import type { WebhookCaller } from '../webhooks/ports.ts'
import type { MailServer } from './alert-rule.ts'
import type { MailSecrets } from './ports.ts'

const timeLimitSeconds = 30
const shownCharacters = 200

const answered = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
})
const refused = z.looseObject({ error: z.string(), error_description: z.string().optional() })

/** What a mail server is told instead of a password, and what replaces the refresh token. */
export interface MailToken {
  readonly accessToken: string
  readonly refreshToken?: string
}

/**
 * Asks for a token to send with (RFC 6749): by a refresh token that a person once allowed
 * (§6), or as the application itself (§4.4).
 *
 * @throws HikyakuError mail-token-failed, webhook-failed, setting-invalid
 */
export async function mailToken(
  webhooks: WebhookCaller,
  { tokenUrl, clientId, scope }: NonNullable<MailServer['oauth2']>,
  { clientSecret, refreshToken }: MailSecrets,
): Promise<MailToken> {
  const form = new URLSearchParams({
    client_id: clientId,
    grant_type: refreshToken === undefined ? 'client_credentials' : 'refresh_token',
    ...defined({ client_secret: clientSecret, refresh_token: refreshToken, scope }),
  })
  const bytes = new TextEncoder().encode(form.toString())
  const { status, answer } = await webhooks.call({
    url: tokenUrl,
    id: 'mail-token',
    trust: [],
    timeLimitSeconds,
    body: {
      contentType: 'application/x-www-form-urlencoded',
      bytes: bytes.byteLength,
      chunks: () => once(bytes),
    },
  })
  const json = jsonOf(answer)
  const token = answered.safeParse(json)
  if (status < 200 || status >= 300 || !token.success) {
    const { error, error_description: more = '' } = { error: '', ...refused.safeParse(json).data }
    const detail = `HTTP ${status} ${error} ${withoutAddress(more, tokenUrl)}`.trim()
    const host = new URL(tokenUrl).host
    throw new HikyakuError('mail-token-failed', { host, detail: detail.slice(0, shownCharacters) })
  }
  const { access_token: accessToken, refresh_token: renewed } = token.data
  return { accessToken, ...defined({ refreshToken: renewed }) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}
