import { createHmac } from 'node:crypto'

import type { WebhookBody } from '../../domain/webhooks/index.ts'

/**
 * The headers of a signed call: HMAC-SHA256 over the time (seconds since 1970), a full stop and
 * the body. A receiver that refuses what is too old cannot be told the same twice by a thief.
 */
export async function signed(
  body: WebhookBody,
  key: string,
  now: Date,
): Promise<Readonly<Record<string, string>>> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const mac = createHmac('sha256', key).update(`${timestamp}.`)
  for await (const chunk of body.chunks()) mac.update(chunk)
  return {
    'hikyaku-timestamp': timestamp,
    'hikyaku-signature': `v1=${mac.digest('hex')}`,
  }
}
