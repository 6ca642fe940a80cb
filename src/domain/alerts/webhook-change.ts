import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import {
  checkTarget,
  targetServer,
  type WebhookSecretChanges,
  type WebhookSecrets,
} from '../webhooks/target.ts'
import { parseAlertRule, type AlertRule, type AlertRuleInput } from './alert-rule.ts'

type WebhookInput = NonNullable<AlertRuleInput['webhook']>

/** A rule as it is given: the secrets of its webhook stand with it, and are kept apart. */
export type AlertInput = Omit<AlertRuleInput, 'webhook'> & {
  readonly webhook?:
    (Omit<WebhookInput, 'server'> & { readonly server?: string } & WebhookSecrets) | undefined
}

/**
 * A rule and its secrets, taken apart and checked. An address that is left out stays, if its
 * server does; a key goes when the server does, so that no other is ever told by it.
 *
 * @throws HikyakuError setting-invalid, setting-unknown
 */
export function readAlert(
  json: unknown,
  before: AlertRule | undefined,
): { readonly rule: AlertRule; readonly secrets: WebhookSecretChanges } {
  const { webhook, ...rest } = json as { webhook?: unknown }
  if (typeof webhook !== 'object' || webhook === null) {
    return { rule: parseAlertRule(json), secrets: { url: null, key: null } }
  }
  const { url, key, ...target } = webhook as Record<string, unknown>
  const given = defined({ url: textOf('url', url), key: textOf('key', key) })
  const server = targetServer(given.url, target['server'] ?? before?.webhook?.server)
  const rule = parseAlertRule({ ...rest, webhook: { ...target, ...defined({ server }) } })
  if (rule.webhook === undefined) return { rule, secrets: {} }
  checkTarget(rule.webhook, given)
  return { rule, secrets: secretsAfter(rule.webhook, given, before?.webhook) }
}

type Webhook = NonNullable<AlertRule['webhook']>

/** What becomes of the secrets: kept, changed, or gone with what they belonged to. */
function secretsAfter(
  { server, shape }: Webhook,
  given: WebhookSecrets,
  before: Webhook | undefined,
): WebhookSecretChanges {
  const isSame = before?.server === server
  const url = given.url ?? (isSame ? undefined : null)
  if (shape !== 'generic') {
    if (given.key === undefined) return { ...defined({ url }), key: null }
    refuse('key', 'only the generic shape is signed', '署名するのは generic の形だけです')
  }
  const isKept = isSame && before.shape === 'generic'
  // What is read from an export holds neither: that is told when it is to be sent.
  const isNew = given.url !== undefined || before !== undefined
  if (isNew && given.key === undefined && !isKept) {
    refuse(
      'key',
      'the generic shape is signed: it needs a secret',
      'generic の形では署名の秘密が必要です',
    )
  }
  return defined({ url, key: given.key ?? (isKept ? undefined : null) })
}

function textOf(name: string, value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  refuse(name, 'it is no text', '文字列で指定してください')
}

function refuse(setting: string, detail: string, detailJa: string): never {
  throw new HikyakuError('setting-invalid', { setting: `webhook.${setting}`, detail, detailJa })
}
