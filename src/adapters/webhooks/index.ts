import type { Clock } from '../../base/clock.ts'
import type { WebhookCaller } from '../../domain/webhooks/index.ts'

/** Loaded with the first call: every command opens a station, and few call anybody. */
const loaded = () => import('./call.ts')

/** Calls webhooks over HTTPS, each over a connection of its own. */
export function createWebhookCaller(clock: Clock): WebhookCaller {
  return { call: async (order) => (await loaded()).callWebhook(clock, order) }
}
