import { z } from 'zod'
import { webhookShapes } from '../../../domain/webhooks/shapes.ts'
import { limit, name, time } from './common.ts'

const count = z.number().int()

const webhook = z.strictObject({
  /** Scheme, host and port: the rest of the address is a secret. */
  server: z.string(),
  shape: z.enum(webhookShapes),
  proxy: z.string().optional(),
  trust: z.array(z.string()),
})
/** An address or a secret that is left out stays as it is, as long as the server does. */
const webhookInput = webhook.partial().extend({
  url: z.string().optional(),
  /** With which calls of the generic shape are signed. */
  key: z.string().optional(),
})

export const alertInput = z.strictObject({
  /** Addresses; or `webhook`, one of the two. */
  mail: z.array(z.string()).optional(),
  webhook: webhookInput.optional(),
  severity: z.enum(['warning', 'fault']).optional(),
  partner: name.optional(),
  flow: name.optional(),
  /** When it may tell, in Japan’s time: `business 08:00-20:00`. */
  hours: z.string().optional(),
  afterMinutes: count.optional(),
  waitSeconds: count.optional(),
  remindHours: count.optional(),
  ended: z.boolean().optional(),
})
/** Who is told of what, and how soon. */
export const alert = alertInput.extend({
  name,
  mail: z.array(z.string()),
  webhook: webhook.optional(),
  severity: z.enum(['warning', 'fault']),
  waitSeconds: count,
  remindHours: count,
  ended: z.boolean(),
})
export const mailServer = z.strictObject({
  host: z.string(),
  port: count,
  tls: z.enum(['starttls', 'implicit', 'none']),
  user: z.string().optional(),
  from: z.string(),
  /** Tokens instead of a password; left out, they stay. */
  oauth2: z
    .strictObject({ tokenUrl: z.string(), clientId: z.string(), scope: z.string().optional() })
    .optional(),
})
/** A password that is left out stays as it is. */
export const mailServerInput = mailServer.extend({
  password: z.string().optional(),
  clientSecret: z.string().optional(),
  refreshToken: z.string().optional(),
})
export const alertList = z.object({ items: z.array(alert), server: mailServer.optional() })
export const alertMessage = z.object({
  id: z.string(),
  rule: z.string(),
  kind: z.enum(['raised', 'reminder', 'ended', 'test']),
  /** Ids of the faults that it tells of. */
  faults: z.array(z.string()),
  createdAt: time,
  state: z.enum(['due', 'begun', 'last-byte', 'sent', 'given-up']),
  tries: count,
  doubts: count,
  nextTryAt: time,
  sentAt: time.optional(),
})
export type AlertMessageView = z.infer<typeof alertMessage>
export const alertMessages = z.object({ items: z.array(alertMessage) })
export const alertMessageQuery = z.strictObject({ limit })
