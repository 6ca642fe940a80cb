import { HikyakuError } from '../../errors/index.ts'
import type { Partner, PartnerSecrets } from '../../exchange/index.ts'
import type { Station } from '../../station.ts'
import { parsePartner } from '../../store/index.ts'
import { badArgument } from '../arguments.ts'
import { readSecret } from '../secret-file.ts'
import type { Session } from '../session.ts'
import { clearedBy, checkTogether } from './changes.ts'
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
  return {
    ...(password === undefined ? {} : { password }),
    ...(proxyPassword === undefined ? {} : { proxyPassword }),
  }
}

/** The secrets a partner has after a change. */
export function changedSecrets(
  before: PartnerSecrets,
  options: PartnerOptions,
  given: PartnerSecrets,
): PartnerSecrets {
  const cleared = clearedBy(options)
  const secrets: Record<string, string> = { ...before, ...given }
  if (cleared.has('password')) delete secrets['password']
  if (cleared.has('proxy-password')) delete secrets['proxyPassword']
  return secrets
}

/**
 * Checks a partner against itself and against what the station knows.
 *
 * @throws HikyakuError argument-invalid, certificate-unknown, setting-invalid
 */
export async function checkPartner(
  station: Station,
  partner: Partner,
  secrets: PartnerSecrets,
): Promise<void> {
  checkTogether(partner, secrets)
  parsePartner(JSON.parse(JSON.stringify(partner)))
  const certificate = partner.kind === 'jx-server' ? partner.clientCertificate : undefined
  if (
    certificate !== undefined &&
    (await station.ledger.certificates.find(certificate)) === undefined
  ) {
    throw new HikyakuError('certificate-unknown', { certificate })
  }
  if (partner.kind === 'jx-server' || partner.user === undefined) return
  const other = await station.ledger.partners.findByUser(partner.user)
  if (other !== undefined && other.name !== partner.name) {
    throw badArgument('--user', {
      en: `${other.name} logs in as ${partner.user} already`,
      ja: `ユーザー ${partner.user} は接続先 ${other.name} が使っています`,
    })
  }
}

/** Replaces a partner and all of its secrets, in one commit. */
export async function replacePartner(
  station: Station,
  partner: Partner,
  secrets: PartnerSecrets,
): Promise<void> {
  await station.ledger.commit(async ({ partners }) => {
    // A secret that is gone must be gone from the database too.
    await partners.remove(partner.name)
    await partners.add(partner, secrets)
  })
}
