import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { ExchangeContext } from '../exchange/index.ts'
import { jsonBody, refusalOf } from '../webhooks/answer.ts'
import type { WebhookCaller } from '../webhooks/ports.ts'
import type { AlertRule, MailServer } from './alert-rule.ts'
import { mailToken } from './mail-token.ts'
import type { AlertCarrier, MailLogin, MailRoom } from './ports.ts'
import { AlertRefused } from './refused.ts'
import { shaped } from './webhook-shapes.ts'

/** What alerts need beside what an exchange needs. */
export interface AlertContext extends ExchangeContext {
  readonly mails: MailRoom
  readonly webhooks: WebhookCaller
}

/** A chat that answers nothing holds the messages behind it no longer than this. */
const timeLimitSeconds = 30

/** The way of a rule. @throws HikyakuError mail-server-missing, webhook-secret-missing */
export function carrierOf(context: AlertContext, rule: AlertRule): Promise<AlertCarrier> {
  return rule.webhook === undefined
    ? byMail(context, rule)
    : byWebhook(context, rule.name, rule.webhook)
}

async function byMail(context: AlertContext, { mail }: AlertRule): Promise<AlertCarrier> {
  const { ledger, mails } = context
  const server = await ledger.alerts.server()
  if (server === undefined) throw new HikyakuError('mail-server-missing')
  const to = { ...server, ...(await loginOf(context, server)) }
  return {
    send: (notice, onLastByte) => mails.send(to, { ...notice, to: mail }, onLastByte),
  }
}

async function loginOf({ ledger, webhooks }: AlertContext, server: MailServer): Promise<MailLogin> {
  const secrets = await ledger.alerts.mailSecrets()
  if (server.oauth2 === undefined) return defined({ password: secrets.password })
  const { accessToken, refreshToken } = await mailToken(webhooks, server.oauth2, secrets)
  // The one before may be of no use any more.
  if (refreshToken !== undefined && refreshToken !== secrets.refreshToken) {
    await ledger.alerts.putServer(server, { refreshToken })
  }
  return { accessToken }
}

async function byWebhook(
  { ledger, webhooks }: AlertContext,
  rule: string,
  { shape, server, proxy, trust }: NonNullable<AlertRule['webhook']>,
): Promise<AlertCarrier> {
  const { url, key } = await ledger.alerts.webhookSecrets(rule)
  if (url === undefined || (shape === 'generic' && key === undefined)) {
    throw new HikyakuError('webhook-secret-missing', { webhook: server })
  }
  return {
    send: async (notice, onLastByte) => {
      const end = await webhooks.call({
        url,
        id: notice.id,
        trust,
        ...defined({ key, proxy }),
        body: jsonBody(shaped(shape, notice)),
        timeLimitSeconds,
        onLastByte,
      })
      const refusal = refusalOf(url, end)
      if (refusal !== undefined) throw new AlertRefused(refusal, end.retryAfterSeconds)
    },
  }
}
