import { defined } from '../../base/defined.ts'
import { badSetting } from './bad-setting.ts'
import {
  secretNames,
  secretUsers,
  type Partner,
  type PartnerSecrets,
  type SecretName,
} from './partner.ts'

// A secret belongs to the user that it is the password of. Without its user it would be of no
// use, and come back to life with the next one.

/** What a change says of secrets; absent: it stays as it is, null: it is removed. */
export type SecretChanges = { readonly [K in SecretName]?: string | null | undefined }

/** The names of the secrets that a partner has a user for. */
export function secretsOf(partner: Partner): readonly SecretName[] {
  const settings: Readonly<Record<string, unknown>> = partner
  return secretNames.filter((name) => settings[secretUsers[name]] !== undefined)
}

/** Those of the secrets before whose user the partner still has, and what the change says. */
export function secretsAfter(
  partner: Partner,
  before: PartnerSecrets,
  changes: SecretChanges = {},
): PartnerSecrets {
  const kept = secretsOf(partner)
  const after = secretNames.map((name) => {
    const given = changes[name]
    if (given === null) return [name, undefined]
    return [name, given ?? (kept.includes(name) ? before[name] : undefined)]
  })
  return defined(Object.fromEntries(after) as PartnerSecrets)
}

/** What is said where one of a user and a secret is missing. */
const together = {
  password: { en: 'user and password belong together', ja: 'ユーザーとパスワードは両方必要です' },
  proxyPassword: {
    en: 'user and password of the proxy belong together',
    ja: 'プロキシーのユーザーとパスワードは両方必要です',
  },
} satisfies Record<SecretName, object>

/** @throws HikyakuError setting-invalid, under the name of what is missing */
export function checkSecrets(partner: Partner, secrets: PartnerSecrets): void {
  const users = secretsOf(partner)
  for (const name of secretNames) {
    const hasUser = users.includes(name)
    if (hasUser === (secrets[name] !== undefined)) continue
    throw badSetting(hasUser ? name : secretUsers[name], together[name])
  }
}
