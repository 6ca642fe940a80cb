export { jsonBody, refusalOf } from './answer.ts'
export type { WebhookBody, WebhookCall, WebhookCaller, WebhookEnd } from './ports.ts'
export { serverOf, webhookAddress } from './target.ts'
