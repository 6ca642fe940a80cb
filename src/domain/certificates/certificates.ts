import { audited, type Actor, type AuditNote } from '../accounts/audit.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Ledger, StationCertificate } from '../exchange/ports.ts'
import { chainForKey } from './chain-for-key.ts'
import { ownEnds } from './expiry.ts'
import { uses } from './watched.ts'
import { describeCertificate, openCertificateFile } from '../../wire/tls/index.ts'
import { certificateDoubts } from './certificate-doubts.ts'
import type { AdministrationContext } from '../partners/partners.ts'

/** A file with a certificate and its key. */
export interface CertificateFile {
  readonly name: string
  /** Name of the file, for messages. */
  readonly file: string
  readonly bytes: Uint8Array
  readonly password?: string
  /** Which key is meant, where the file holds several. */
  readonly key?: string
}

/**
 * Imports a client certificate with its key, or one whose key waits here under its name.
 *
 * @returns it, and what stands against its use now or soon
 * @throws HikyakuError certificate-unreadable, certificate-keys-several,
 * certificate-exists, certificate-key-mismatch
 */
export async function importCertificate(
  context: AdministrationContext,
  actor: Actor,
  file: CertificateFile,
): Promise<{ readonly certificate: StationCertificate; readonly warnings: HikyakuError[] }> {
  const { ledger, clock } = context
  const { name } = file
  const waiting = await ledger.certificateRequests.key(name)
  const joined = waiting === undefined ? undefined : chainForKey(waiting, file)
  const { chainPem, keyPem } =
    waiting === undefined || joined === undefined
      ? await openCertificateFile(file.bytes, file)
      : { chainPem: joined, keyPem: waiting }
  const certificate = { name, chainPem, importedAt: clock.now() }
  const { subject, sha256 } = describeCertificate(chainPem)
  const note: AuditNote = {
    action: 'certificate.import',
    subject: name,
    detail: { subject, sha256 },
  }
  await audited(context, actor, note, async ({ certificates, certificateRequests }) => {
    await certificates.add(certificate, keyPem)
    if (joined !== undefined) await certificateRequests.remove(name)
  })
  const usedBy = await usersOfCertificate(ledger, name)
  return { certificate, warnings: certificateWarnings(certificate, usedBy, clock.now()) }
}

/** Why partners may refuse a certificate, and that it or what is behind it ends soon. */
export function certificateWarnings(
  certificate: StationCertificate,
  usedBy: readonly string[],
  now: Date,
): HikyakuError[] {
  const { name, chainPem } = certificate
  const doubts = certificateDoubts(describeCertificate(chainPem), now)
  const ends = ownEnds(certificate, usedBy, now)
  if (doubts === undefined) return ends
  return [new HikyakuError('certificate-doubtful', { certificate: name, ...doubts }), ...ends]
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
  const note: AuditNote = { action: 'certificate.remove', subject: name }
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
