import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import type { AlertInput } from '../../../domain/alerts/index.ts'
import { webhookShapes, type WebhookShape } from '../../../domain/webhooks/shapes.ts'
import { badArgument, oneOf, plainValue, wholeNumber } from '../arguments.ts'
import { addOption } from '../command.ts'
import type { Session } from '../session.ts'
import { addWebhookOptions, readWebhook, type WebhookFlags } from '../webhook-options.ts'

/** The flags of a rule, as commander gives them; absent: not typed. */
export interface RuleFlags extends WebhookFlags {
  readonly shape?: WebhookShape
  readonly mail?: string
  readonly severity?: 'warning' | 'fault'
  readonly partner?: string
  readonly flow?: string
  readonly hours?: string
  readonly after?: number
  readonly wait?: number
  readonly remind?: number
  readonly ended?: boolean
}

const levels = ['warning', 'fault'] as const
const number = (flag: string, max: number) => wholeNumber(flag, { min: 0, max })

const plans = [
  { flags: '--mail <addresses>', help: 'option.alert-mail', parse: plainValue('--mail', 4000) },
  {
    flags: '--shape <shape>',
    help: 'option.webhook-shape',
    parse: oneOf('--shape', webhookShapes),
    words: webhookShapes,
    standard: 'generic',
  },
  {
    flags: '--severity <level>',
    help: 'option.alert-severity',
    parse: oneOf('--severity', levels),
    words: levels,
    standard: 'warning',
  },
  { flags: '--partner <name>', help: 'option.alert-partner', parse: plainValue('--partner') },
  { flags: '--flow <name>', help: 'option.alert-flow', parse: plainValue('--flow') },
  { flags: '--hours <hours>', help: 'option.alert-hours', parse: plainValue('--hours') },
  { flags: '--after <minutes>', help: 'option.alert-after', parse: number('--after', 1440) },
  {
    flags: '--wait <seconds>',
    help: 'option.alert-wait',
    parse: number('--wait', 3600),
    standard: '60',
  },
  {
    flags: '--remind <hours>',
    help: 'option.alert-remind',
    parse: number('--remind', 168),
    standard: '4',
  },
  { flags: '--no-ended', help: 'option.alert-no-ended' },
] as const

/** What a rule says, at `alert add` and `alert set`. */
export function addRuleOptions(command: Command, session: Session): void {
  const [mail, ...rest] = plans
  addOption<string | number>(command, session, mail)
  addWebhookOptions(command, session)
  for (const plan of rest) addOption<string | number>(command, session, plan)
}

/**
 * A rule as it was, with what was typed; one that is given the other way goes by that alone.
 *
 * @throws HikyakuError argument-invalid; those of reading files
 */
export async function ruleInput(
  session: Session,
  before: AlertInput,
  flags: RuleFlags,
): Promise<AlertInput> {
  const typed = defined({
    severity: flags.severity,
    partner: flags.partner,
    flow: flags.flow,
    hours: flags.hours,
    afterMinutes: flags.after,
    waitSeconds: flags.wait,
    remindHours: flags.remind,
    ended: flags.ended,
  })
  const mail = flags.mail?.split(',').map((one) => one.trim())
  const webhook = await webhookInput(session, before.webhook, flags)
  if (mail !== undefined && webhook !== undefined) throw bothWays()
  const { mail: oldMail, webhook: oldWebhook, ...rest } = before
  const isMail = mail !== undefined || (webhook === undefined && oldWebhook === undefined)
  const way = isMail
    ? { mail: mail ?? oldMail ?? [] }
    : { mail: [], ...defined({ webhook: webhook ?? oldWebhook }) }
  return { ...rest, ...typed, ...way }
}

type WebhookInput = NonNullable<AlertInput['webhook']>

/** @returns undefined if nothing was typed of it */
async function webhookInput(
  session: Session,
  before: AlertInput['webhook'],
  flags: RuleFlags,
): Promise<WebhookInput | undefined> {
  const read = await readWebhook(session, flags)
  const typed: WebhookInput = { ...read, ...defined({ shape: flags.shape }) }
  if (Object.keys(typed).length === 0) return undefined
  if (read.url === undefined && before === undefined) {
    throw badArgument('--webhook', {
      en: 'says where to, so the others of the webhook need it',
      ja: 'Webhook のアドレスです。Webhook のほかの指定にはこれが必要です',
    })
  }
  return { ...before, ...typed }
}

function bothWays(): Error {
  return badArgument('--mail', {
    en: 'an alert goes by mail or by webhook: one of the two',
    ja: '通知の方法はメールか Webhook のどちらか 1 つです',
  })
}
