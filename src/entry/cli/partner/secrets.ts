import { defined } from '../../../base/defined.ts'
import {
  secretNames,
  type PartnerSecrets,
  type SecretChanges,
} from '../../../domain/partners/index.ts'
import { badArgument } from '../arguments.ts'
import { readSecret } from '../secret-file.ts'
import type { Session } from '../session.ts'
import { clearedBy } from './changes.ts'
import type { PartnerOptions } from './options.ts'

/** The secrets that the options' files hold. @throws HikyakuError argument-invalid */
export async function readSecrets(
  session: Session,
  { passwordFile, proxyPasswordFile }: PartnerOptions,
): Promise<PartnerSecrets> {
  if (passwordFile === '-' && proxyPasswordFile === '-') {
    throw badArgument('--proxy-password-file', {
      en: 'stdin can hold one password only',
      ja: '標準入力から読めるパスワードは 1 つだけです',
    })
  }
  const read = async (argument: string, file: string | undefined): Promise<string | undefined> =>
    file === undefined ? undefined : readSecret(session, argument, file)
  const password = await read('--password-file', passwordFile)
  const proxyPassword = await read('--proxy-password-file', proxyPasswordFile)
  return defined({ password, proxyPassword })
}

/** What the options say of the secrets. */
export function secretChanges(options: PartnerOptions, given: PartnerSecrets): SecretChanges {
  const cleared = clearedBy(options)
  const removed = secretNames.filter((name) => cleared.has(name))
  return { ...given, ...Object.fromEntries(removed.map((name) => [name, null])) }
}
