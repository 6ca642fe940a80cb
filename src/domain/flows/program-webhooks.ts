import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import { serverOf, type WebhookSecretChanges } from '../webhooks/target.ts'
import { programSteps, type FlowProgram, type FlowSettings, type ProgramStep } from './flow.ts'

/** What a change of a flow says of the secrets of its webhooks. */
export type FlowSecrets = Readonly<Partial<Record<ProgramStep, WebhookSecretChanges>>>

interface Given {
  readonly step?: unknown
  readonly file?: unknown
  readonly webhook?: { readonly url?: unknown; readonly key?: unknown }
}

/** Programs as they are given: those that are webhooks, with the server of their address. */
export function withServers(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('programs' in json)) return json
  const { programs } = json
  if (!Array.isArray(programs)) return json
  return {
    ...json,
    programs: (programs as unknown[]).map((one) => {
      const url = givenOf(one)?.webhook?.url
      return typeof url === 'string' ? { ...(one as object), file: serverOf(url) } : one
    }),
  }
}

/** The same program without what must never be shown. */
export function withoutSecrets(program: FlowProgram): FlowProgram {
  if (program.webhook === undefined) return program
  const { payload, proxy, trust } = program.webhook
  return { ...program, webhook: { payload, trust, ...defined({ proxy }) } }
}

/**
 * What becomes of the secrets of a flow's webhooks. An address and a key that are left out stay
 * as long as the server does; they go with the webhook.
 *
 * @throws HikyakuError setting-invalid
 */
export function secretsOf(
  json: unknown,
  settings: FlowSettings,
  before: FlowSettings | undefined,
): FlowSecrets {
  const given = ((json as { programs?: unknown[] }).programs ?? []).map(givenOf)
  const changes: Partial<Record<ProgramStep, WebhookSecretChanges>> = {}
  for (const step of programSteps) {
    const [now, old] = [webhookAt(settings, step), webhookAt(before, step)]
    const typed = given.find((one) => one?.step === step)?.webhook
    if (now !== undefined) changes[step] = secretsAfter(typed, old?.file === now.file)
    else if (old !== undefined) changes[step] = { url: null, key: null }
  }
  return changes
}

function secretsAfter(
  { url, key }: NonNullable<Given['webhook']> = {},
  isSameServer: boolean,
): WebhookSecretChanges {
  if (url !== undefined && key === undefined && !isSameServer) throw keyMissing()
  const left = isSameServer ? undefined : null
  return defined({
    url: typeof url === 'string' ? url : left,
    key: typeof key === 'string' ? key : left,
  })
}

/** The steps of which a secret was given anew. */
export function changedSecrets(secrets: FlowSecrets): readonly string[] {
  return Object.entries(secrets).flatMap(([step, { url, key }]) =>
    typeof url === 'string' || typeof key === 'string' ? [step] : [],
  )
}

function webhookAt(settings: FlowSettings | undefined, step: ProgramStep): FlowProgram | undefined {
  return settings?.programs?.find((one) => one.step === step && one.webhook !== undefined)
}

function givenOf(json: unknown): Given | undefined {
  return typeof json === 'object' && json !== null ? json : undefined
}

function keyMissing(): HikyakuError {
  return new HikyakuError('setting-invalid', {
    setting: 'programs.webhook.key',
    detail: 'calls are signed: a webhook needs a secret',
    detailJa: '呼び出しには署名するため、Webhook には署名の秘密が必要です',
  })
}
