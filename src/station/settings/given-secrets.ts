import { HikyakuError } from '../../errors/index.ts'
import type { Tables } from '../../domain/exchange/index.ts'
import { secretsMissing, type SecretChanges } from '../../domain/partners/index.ts'
import {
  itemsOf,
  type ItemChange,
  type SecretReference,
  type SettingsText,
  type WrittenSettings,
} from '../../domain/settings/index.ts'
import { hyphenated } from '../../base/hyphenated.ts'

/** Reads what a reference names; undefined if it is not there. */
export type SecretReader = (reference: SecretReference) => Promise<string | undefined>

/** Secrets as the references of a text gave them, by item; `''` is the mail server. */
export interface GivenSecrets {
  readonly partners: ReadonlyMap<string, SecretChanges>
  readonly mail: string | undefined
  /** References that led nowhere. */
  readonly missing: readonly string[]
}

/** @throws HikyakuError setting-invalid where nobody may read for the text */
export async function givenSecrets(
  text: SettingsText,
  read: SecretReader | undefined,
): Promise<GivenSecrets> {
  const missing: string[] = []
  const secretsOf = async (
    owner: string,
    references: Readonly<Record<string, SecretReference>>,
  ): Promise<Record<string, string>> => {
    const found: Record<string, string> = {}
    for (const [name, reference] of Object.entries(references)) {
      if (read === undefined) throw notHere(`${owner}.secrets.${name}`)
      const secret = await read(reference)
      if (secret === undefined) missing.push(`${owner}: ${hyphenated(name)} (${said(reference)})`)
      else found[name] = secret
    }
    return found
  }
  const partners = new Map<string, SecretChanges>()
  for (const { item, secrets } of text.partners ?? []) {
    partners.set(item.name, await secretsOf(item.name, secrets))
  }
  const mail = await secretsOf('mail', text.mail?.secrets ?? {})
  return { partners, mail: mail['password'], missing }
}

function said(reference: SecretReference): string {
  return 'env' in reference ? `$${reference.env}` : reference.file
}

/** Over the network nobody shall have the station read files and send them on as a password. */
function notHere(setting: string): HikyakuError {
  return new HikyakuError('setting-invalid', {
    setting,
    detail: 'a secret is read by the command line only (settings import)',
    detailJa: '秘密の参照はコマンドライン（settings import）だけで読み込めます',
  })
}

/** The differences with those of secrets among them: that they change, never what they are. */
export async function withSecrets(
  { partners, alerts }: Tables,
  { before, changes }: { before: WrittenSettings; changes: readonly ItemChange[] },
  given: GivenSecrets,
): Promise<readonly ItemChange[]> {
  const told: [Pick<ItemChange, 'section' | 'name'>, string, boolean][] = []
  for (const [name, secrets] of given.partners) {
    const kept: Readonly<Record<string, string>> = { ...(await partners.secrets(name)) }
    for (const [secret, value] of Object.entries(secrets)) {
      if (kept[secret] === value) continue
      told.push([{ section: 'partners', name }, hyphenated(secret), secret in kept])
    }
  }
  const { password } = await alerts.mailSecrets()
  if (given.mail !== undefined && given.mail !== password) {
    told.push([{ section: 'mail', name: '' }, 'password', password !== undefined])
  }
  const all = [...changes]
  for (const [{ section, name }, setting, wasSet] of told) {
    const value = {
      setting,
      to: '***',
      ...(wasSet ? { from: '***' } : {}),
      isSecret: true,
    } as const
    const at = all.findIndex((one) => one.section === section && one.name === name)
    const found = all[at]
    if (found !== undefined) all[at] = { ...found, values: [...found.values, value] }
    else {
      const kind = itemsOf(before, section).has(name) ? 'change' : 'add'
      all.push({ section, name, kind, values: [value] })
    }
  }
  return all
}

/** What the station does not have yet of what the text names, as `item: what`. */
export async function missingSecrets(
  { partners, certificates, flows, alerts }: Tables,
  text: SettingsText,
): Promise<readonly string[]> {
  const missing: string[] = []
  for (const { item } of text.partners ?? []) {
    const secrets = await partners.secrets(item.name)
    missing.push(
      ...secretsMissing(item, secrets).map((name) => `${item.name}: ${hyphenated(name)}`),
    )
    if (item.kind !== 'jx-server') continue
    for (const certificate of [item.clientCertificate, item.nextClientCertificate?.name]) {
      if (certificate === undefined || (await certificates.find(certificate))) continue
      missing.push(`${item.name}: client-certificate ${certificate}`)
    }
  }
  const needsPassword = text.mail?.item.user !== undefined
  const hasSecret = Object.keys(await alerts.mailSecrets()).length > 0
  if (needsPassword && !hasSecret) missing.push('mail: password')
  return [...missing, ...(await missingAddresses({ flows, alerts }, text))]
}

/** Webhooks whose address, which is a secret, the station does not have. */
async function missingAddresses(
  { flows, alerts }: Pick<Tables, 'flows' | 'alerts'>,
  text: SettingsText,
): Promise<readonly string[]> {
  const missing: string[] = []
  for (const { name, webhook } of text.alerts ?? []) {
    if (webhook === undefined || (await alerts.webhookSecrets(name)).url !== undefined) continue
    missing.push(`${name}: webhook`)
  }
  for (const { flow } of text.flows ?? []) {
    const found = await flows.find(flow.name)
    for (const { step, webhook } of found?.programs ?? []) {
      if (found === undefined || webhook === undefined) continue
      const { url } = await flows.webhookSecrets(found.id, step)
      if (url === undefined) missing.push(`${flow.name}: webhook (${step})`)
    }
  }
  return missing
}
