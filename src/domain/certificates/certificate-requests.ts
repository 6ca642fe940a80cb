import { audited, type Actor, type AuditNote } from '../accounts/audit.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { CertificateRequest } from '../handshakes/shelves.ts'
import type { Ledger } from '../exchange/ports.ts'
import { requestCertificate, type RequestKey } from '../../wire/tls/index.ts'
import type { AdministrationContext } from '../partners/partners.ts'

/** What a request is made of: the name that the certificate will have, its subject and kind of key. */
export interface RequestOrder {
  readonly name: string
  readonly subject: string
  readonly key: RequestKey
}

/**
 * Makes a key, which stays here, and the request for its certificate.
 *
 * @throws HikyakuError certificate-exists, setting-invalid
 */
export async function makeRequest(
  context: AdministrationContext,
  actor: Actor,
  { name, subject: wanted, key }: RequestOrder,
): Promise<CertificateRequest> {
  const { subject, requestPem, keyPem } = await requestCertificate(wanted, key)
  const request = { name, subject, requestPem, requestedAt: context.clock.now() }
  const note: AuditNote = { action: 'certificate.request', subject: name, detail: { subject, key } }
  await audited(context, actor, note, async ({ certificates, certificateRequests }) => {
    if ((await certificates.find(name)) !== undefined) {
      throw new HikyakuError('certificate-exists', { certificate: name })
    }
    await certificateRequests.add(request, keyPem)
  })
  return request
}

/** @throws HikyakuError certificate-unknown */
export async function findRequest(ledger: Ledger, name: string): Promise<CertificateRequest> {
  const request = await ledger.certificateRequests.find(name)
  if (request === undefined) throw new HikyakuError('certificate-unknown', { certificate: name })
  return request
}

/**
 * Gives a request up; its key is gone, and no certificate for it can be used any more.
 *
 * @throws HikyakuError certificate-unknown
 */
export async function withdrawRequest(
  context: AdministrationContext,
  actor: Actor,
  name: string,
): Promise<void> {
  const note: AuditNote = { action: 'certificate.withdraw', subject: name }
  await audited(context, actor, note, async ({ certificateRequests }) => {
    if ((await certificateRequests.find(name)) === undefined) {
      throw new HikyakuError('certificate-unknown', { certificate: name })
    }
    await certificateRequests.remove(name)
  })
}
