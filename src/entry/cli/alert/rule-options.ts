import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import type { AlertInput } from '../../../domain/alerts/index.ts'
import { webhookShapes, type WebhookShape } from '../../../domain/webhooks/shapes.ts'
import { badArgument, oneOf, plainValue, repeated, wholeNumber } from '../arguments.ts'
import { addOption } from '../command.ts'
import { readSecret } from '../secret-file.ts'
import type { Session } from '../session.ts'

/** The flags of a rule, as commander gives them; absent: not typed. */
export interface RuleFlags extends WebhookFlags {
  readonly mail?: string
  readonly severity?: 'warning' | 'fault'
  readonly partner?: string
  readonly flow?: string
  readonly after?: number
  readonly wait?: number
  readonly remind?: number
  readonly ended?: boolean
}

interface WebhookFlags {
  readonly webhook?: string
  readonly webhookFile?: string
  readonly shape?: WebhookShape
  readonly secretFile?: string
  readonly proxy?: string
  readonly trust?: readonly string[]
}

const levels = ['warning', 'fault'] as const
const number = (flag: string, max: number) => wholeNumber(flag, { min: 0, max })

const plans = [
  { flags: '--mail <addresses>', help: 'option.alert-mail', parse: plainValue('--mail', 4000) },
  { flags: '--webhook <url>', help: 'option.webhook', parse: plainValue('--webhook', 2000) },
  { flags: '--webhook-file <file>', help: 'option.webhook-file' },
  {
    flags: '--shape <shape>',
    help: 'option.webhook-shape',
    parse: oneOf('--shape', webhookShapes),
    words: webhookShapes,
    standard: 'generic',
  },
  { flags: '--secret-file <file>', help: 'option.webhook-secret' },
  { flags: '--proxy <url>', help: 'option.webhook-proxy', parse: plainValue('--proxy') },
  {
    flags: '--severity <level>',
    help: 'option.alert-severity',
    parse: oneOf('--severity', levels),
    words: levels,
    standard: 'warning',
  },
  { flags: '--partner <name>', help: 'option.alert-partner', parse: plainValue('--partner') },
  { flags: '--flow <name>', help: 'option.alert-flow', parse: plainValue('--flow') },
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
  for (const plan of plans) addOption<string | number>(command, session, plan)
  addOption<readonly string[]>(command, session, {
    flags: '--trust <file>',
    help: 'option.webhook-trust',
    parse: repeated((typed) => typed),
  })
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
  flags: WebhookFlags,
): Promise<WebhookInput | undefined> {
  const { webhookFile, secretFile, shape, proxy } = flags
  const secret = (flag: string, file: string | undefined) =>
    file === undefined ? undefined : readSecret(session, flag, file)
  const url = flags.webhook ?? (await secret('--webhook-file', webhookFile))
  const key = await secret('--secret-file', secretFile)
  const trust = flags.trust === undefined ? undefined : await anchors(session, flags.trust)
  const typed: WebhookInput = defined({ url, key, shape, proxy, trust })
  if (Object.keys(typed).length === 0) return undefined
  if (url === undefined && before === undefined) {
    throw badArgument('--webhook', {
      en: 'says where to, so the others of the webhook need it',
      ja: 'Webhook のアドレスです。Webhook のほかの指定にはこれが必要です',
    })
  }
  return { ...before, ...typed }
}

async function anchors(session: Session, files: readonly string[]): Promise<string[]> {
  const { readTrust } = await import('../trust-files.ts')
  return readTrust(files, session.io.directory)
}

function bothWays(): Error {
  return badArgument('--mail', {
    en: 'an alert goes by mail or by webhook: one of the two',
    ja: '通知の方法はメールか Webhook のどちらか 1 つです',
  })
}
