import { appendAudit, audited, type Actor, type AuditNote } from '../accounts/index.ts'
import { HikyakuError } from '../errors/index.ts'
import type { Ledger, StationCertificate } from '../exchange/index.ts'
import { joinCertificate, uses } from '../security/index.ts'
import { describeCertificate, readCertificateFile } from '../tls/index.ts'
import { certificateDoubts } from './certificate-doubts.ts'
import type { AdministrationContext } from './partners.ts'

/** A file with a certificate and its key. */
export interface CertificateFile {
  readonly name: string
  /** Name of the file, for messages. */
  readonly file: string
  readonly bytes: Uint8Array
  readonly password?: string
}

/**
 * Imports a client certificate with its key.
 *
 * @returns it, and why partners may refuse it
 * @throws HikyakuError certificate-unreadable, certificate-exists
 */
export async function importCertificate(
  context: AdministrationContext,
  actor: Actor,
  { name, file, bytes, password }: CertificateFile,
): Promise<{ readonly certificate: StationCertificate; readonly doubt?: HikyakuError }> {
  const { ledger } = context
  const now = context.clock.now()
  const noteOf = (chainPem: string): AuditNote => {
    const { subject, sha256 } = describeCertificate(chainPem)
    return { action: 'certificate.import', subject: name, detail: { subject, sha256 } }
  }
  const joined = await joinCertificate(ledger, { name, file, bytes }, now)
  const certificate = joined ?? (await addWithKey())
  if (joined !== undefined) {
    await ledger.commit(({ audit }) => appendAudit(audit, actor, noteOf(joined.chainPem), now))
  }
  const doubt = doubtOf(certificate, now)
  return doubt === undefined ? { certificate } : { certificate, doubt }

  /** A file that holds the key as well. */
  async function addWithKey(): Promise<StationCertificate> {
    const secret = password === undefined ? {} : { password }
    const { chainPem, keyPem } = readCertificateFile(bytes, { file, ...secret })
    const added = { name, chainPem, importedAt: now }
    await audited(context, actor, noteOf(chainPem), ({ certificates }) =>
      certificates.add(added, keyPem),
    )
    return added
  }
}

/** Why partners may refuse a certificate; undefined if it looks well. */
export function doubtOf(
  { name, chainPem }: StationCertificate,
  now: Date,
): HikyakuError | undefined {
  const doubts = certificateDoubts(describeCertificate(chainPem), now)
  if (doubts === undefined) return undefined
  return new HikyakuError('certificate-doubtful', { certificate: name, ...doubts })
}

/** @throws HikyakuError certificate-unknown */
export async function findCertificate(ledger: Ledger, name: string): Promise<StationCertificate> {
  const certificate = await ledger.certificates.find(name)
  if (certificate === undefined)
    throw new HikyakuError('certificate-unknown', { certificate: name })
  return certificate
}

/** The partners whose settings name the certificate. */
export async function usersOfCertificate(ledger: Ledger, name: string): Promise<string[]> {
  const partners = await ledger.partners.list()
  return partners.filter((partner) => uses(partner, name)).map((partner) => partner.name)
}

/** @throws HikyakuError certificate-unknown, certificate-in-use */
export async function removeCertificate(
  context: AdministrationContext,
  actor: Actor,
  name: string,
): Promise<void> {
  const note = { action: 'certificate.remove', subject: name }
  await audited(context, actor, note, async ({ certificates, partners }) => {
    if ((await certificates.find(name)) === undefined) {
      throw new HikyakuError('certificate-unknown', { certificate: name })
    }
    const users = (await partners.list()).filter((one) => uses(one, name))
    if (users.length > 0) {
      const names = users.map((one) => one.name).join(', ')
      throw new HikyakuError('certificate-in-use', { certificate: name, partners: names })
    }
    await certificates.remove(name)
  })
}
