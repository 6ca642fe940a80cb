import { z } from 'zod'

import { formOfValue, HikyakuError, refusedSetting } from '../../errors/index.ts'
import { parseHours } from '../timetable/hours.ts'
import { webhookShapes } from '../webhooks/shapes.ts'
import { webhookAddress, webhookTarget } from '../webhooks/target.ts'

const address = z
  .string()
  .max(254)
  .regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+$/, formOfValue('address'))
const text = z.string().trim().min(1).max(100)

export const alertForm = z.strictObject({
  name: text,
  /** Addresses; none where it goes by webhook. */
  mail: z.array(address).max(50).default([]),
  /** The other way: a call of a webhook. */
  webhook: webhookTarget.extend({ shape: z.enum(webhookShapes).default('generic') }).optional(),
  /** `fault`: no warnings. */
  severity: z.enum(['warning', 'fault']).default('warning'),
  partner: text.optional(),
  /** Only faults that name this flow. */
  flow: text.optional(),
  /** When it may tell, in Japan's time (`business 08:00-20:00`); what comes else is told then. */
  hours: z.string().min(1).max(255).optional(),
  /** Minutes for which it must stand; absent: 5 for what is tried again by itself, else 0. */
  afterMinutes: z.number().int().min(0).max(1440).optional(),
  /** What comes within so many seconds goes in one message. */
  waitSeconds: z.number().int().min(0).max(3600).default(60),
  /** Hours after which what still stands is told again; 0: never. */
  remindHours: z.number().int().min(0).max(168).default(4),
  /** Whether it is told that something ended by itself. */
  ended: z.boolean().default(true),
})

export const mailForm = z.strictObject({
  host: z.string().trim().min(1).max(255),
  port: z.number().int().min(1).max(65_535),
  /** `none` only where nobody listens: the station's own machine. */
  tls: z.enum(['starttls', 'implicit', 'none']).default('starttls'),
  user: z.string().min(1).max(255).optional(),
  from: address,
  /** The user logs in by a token that is asked for here, not by a password. */
  oauth2: z
    .strictObject({
      tokenUrl: z.string().min(1).max(2000),
      clientId: z.string().min(1).max(500),
      scope: z.string().min(1).max(1000).optional(),
    })
    .optional(),
})

/** Who is told of what, and how soon (通知). */
export type AlertRule = z.output<typeof alertForm>
export type AlertRuleInput = z.input<typeof alertForm>
/** The mail server through which alerts go; its password lies sealed beside it. */
export type MailServer = z.output<typeof mailForm>
export type MailServerInput = z.input<typeof mailForm>

/** @throws HikyakuError setting-invalid, setting-unknown */
export function parseAlertRule(json: unknown): AlertRule {
  const checked = parsed(alertForm, json, 'alert')
  if (checked.mail.length > 0 !== (checked.webhook === undefined)) {
    throw new HikyakuError('setting-invalid', {
      setting: 'mail',
      detail: 'an alert goes by mail or by webhook: one of the two',
      detailJa: '通知の方法はメールか Webhook のどちらか 1 つです',
    })
  }
  if (checked.hours !== undefined) parseHours(checked.hours)
  return checked
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i

/** @throws HikyakuError setting-invalid, setting-unknown */
export function parseMailServer(json: unknown): MailServer {
  const settings = parsed(mailForm, json, 'mail')
  if (settings.oauth2 !== undefined) checkOauth2(settings.oauth2.tokenUrl, settings.user)
  if (settings.tls === 'none' && !loopback.test(settings.host)) {
    throw new HikyakuError('setting-invalid', {
      setting: 'mail.tls',
      detail: 'without TLS only on this machine',
      detailJa: 'TLS なしはこのパソコンのメールサーバーだけに使えます',
    })
  }
  return settings
}

function checkOauth2(tokenUrl: string, user: string | undefined): void {
  webhookAddress(tokenUrl)
  if (user !== undefined) return
  throw new HikyakuError('setting-invalid', {
    setting: 'mail.user',
    detail: 'OAuth2 needs the user whose mails they are',
    detailJa: 'OAuth2 にはユーザー（メールアドレス）が必要です',
  })
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  json: unknown,
  what: string,
): z.output<Schema> {
  const result = schema.safeParse(json)
  if (result.success) return result.data
  throw refusedSetting(schema, json, result.error, what)
}
