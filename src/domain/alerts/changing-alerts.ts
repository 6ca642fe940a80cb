import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import { audited, type Actor } from '../accounts/index.ts'
import type { ExchangeContext } from '../exchange/index.ts'
import { findPartner } from '../partners/index.ts'
import { parseMailServer, type AlertRule, type MailServer } from './alert-rule.ts'
import type { AlertMessage, AlertTables, MailSecretChanges, MailSecrets } from './ports.ts'
import { readAlert } from './webhook-change.ts'

type Context = Pick<ExchangeContext, 'ledger' | 'clock' | 'random'>

/** @throws HikyakuError alert-unknown */
export async function findAlert(
  { ledger }: Pick<Context, 'ledger'>,
  name: string,
): Promise<AlertRule> {
  const found = await ledger.alerts.findRule(name)
  if (found === undefined) throw new HikyakuError('alert-unknown', { alert: name })
  return found.rule
}

/**
 * Adds a rule, or puts it in the place of the one of its name, noted. What happened before it
 * was added is no news.
 *
 * @throws HikyakuError setting-invalid, setting-unknown, partner-unknown
 */
export async function putAlert(context: Context, actor: Actor, json: unknown): Promise<AlertRule> {
  const { ledger, clock } = context
  const name = (json as { readonly name?: unknown }).name
  const before = typeof name === 'string' ? await ledger.alerts.findRule(name) : undefined
  const { rule, secrets } = readAlert(json, before?.rule)
  if (rule.partner !== undefined) await findPartner(ledger, rule.partner)
  const action = before === undefined ? ('alert.add' as const) : ('alert.set' as const)
  const note = { action, subject: rule.name, detail: wayOf(rule) }
  await audited(context, actor, note, async ({ alerts }) => {
    const now = clock.now()
    await alerts.putRule(rule, now, secrets)
    await tryNow(alerts, now, (message) => message.rule === rule.name)
  })
  return rule
}

function wayOf({ mail, webhook }: AlertRule): Record<string, string> {
  if (webhook === undefined) return { mail: mail.join(', ') }
  return { webhook: webhook.server, shape: webhook.shape }
}

/** What waits for its next try has it now: what kept it may be mended. */
async function tryNow(
  alerts: AlertTables['alerts'],
  nextTryAt: Date,
  isMeant: (message: AlertMessage) => boolean,
): Promise<void> {
  const waiting = (await alerts.openMessages()).filter(
    (one) => one.state === 'due' && one.nextTryAt > nextTryAt && isMeant(one),
  )
  for (const { id } of waiting) await alerts.changeMessage(id, { nextTryAt })
}

/** @throws HikyakuError alert-unknown */
export async function removeAlert(context: Context, actor: Actor, name: string): Promise<void> {
  await findAlert(context, name)
  await audited(context, actor, { action: 'alert.remove', subject: name }, ({ alerts }) =>
    alerts.removeRule(name),
  )
}

type MailInput = MailSecrets & Record<string, unknown>

/**
 * Sets the mail server. Secrets belong to its user, host and OAuth2: they go when one of these
 * does, so that no other server is ever told them. OAuth2 that is left out stays, as long as
 * user and host do and no password takes its place.
 *
 * @throws HikyakuError setting-invalid, setting-unknown
 */
export async function setMailServer(
  context: Context,
  actor: Actor,
  { password, clientSecret, refreshToken, ...json }: MailInput,
): Promise<MailServer> {
  const before = await context.ledger.alerts.server()
  const isKnown = before?.user === json['user'] && before?.host === json['host']
  const kept = isKnown && password === undefined ? before?.oauth2 : undefined
  const server = parseMailServer({ ...defined({ oauth2: kept }), ...json })
  const isSame = isKnown && JSON.stringify(before?.oauth2) === JSON.stringify(server.oauth2)
  const secrets = secretsOf(server, isSame, { password, clientSecret, refreshToken })
  const { host, port, tls, from, oauth2 } = server
  const detail = { host, port, tls, from, ...defined({ tokens: oauth2?.clientId }) }
  await audited(
    context,
    actor,
    { action: 'alert.mail', subject: host, detail },
    async ({ alerts }) => {
      await alerts.putServer(server, secrets)
      await tryNow(alerts, context.clock.now(), () => true)
    },
  )
  return server
}

/** Those that are given, those before where they still fit, and none that is of no use. */
function secretsOf(
  { user, oauth2 }: MailServer,
  isSame: boolean,
  given: { readonly [K in keyof MailSecrets]?: string | undefined },
): MailSecretChanges {
  const left = isSame ? undefined : null
  if (oauth2 === undefined) {
    const password = user === undefined ? null : (given.password ?? left)
    return { password, clientSecret: null, refreshToken: null }
  }
  const { clientSecret = left, refreshToken = left } = given
  return { password: null, clientSecret, refreshToken }
}
