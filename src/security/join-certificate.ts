import { HikyakuError, isHikyakuError } from '../errors/index.ts'
import type { Ledger, StationCertificate } from '../exchange/index.ts'
import { isKeyOf, readCertificateFile, readTrustFile } from '../tls/index.ts'

/**
 * Joins an issued certificate with the key that waits for it under a name.
 *
 * @returns undefined if none waits there, or the file brings a key of its own
 * @throws HikyakuError certificate-key-mismatch, certificate-exists; nothing is changed then
 */
export async function joinCertificate(
  ledger: Ledger,
  issued: { readonly name: string; readonly file: string; readonly bytes: Uint8Array },
  now: Date,
): Promise<StationCertificate | undefined> {
  const { name, file, bytes } = issued
  const keyPem = await ledger.certificateRequests.key(name)
  if (keyPem === undefined || Buffer.from(bytes).includes('PRIVATE KEY-----')) return undefined
  const certificates = certificatesIn(bytes, file)
  if (certificates === undefined) return undefined
  if (!certificates.some((pem) => isKeyOf(keyPem, pem))) {
    throw new HikyakuError('certificate-key-mismatch', { file, certificate: name })
  }
  const both = Buffer.from([...certificates, keyPem].join('\n'))
  const { chainPem } = readCertificateFile(both, { file })
  const certificate = { name, chainPem, importedAt: now }
  await ledger.commit(async (tables) => {
    await tables.certificates.add(certificate, keyPem)
    await tables.certificateRequests.remove(name)
  })
  return certificate
}

/** None if it is a PFX, which has a key of its own. */
function certificatesIn(bytes: Uint8Array, file: string): string[] | undefined {
  try {
    return readTrustFile(bytes, file)
  } catch (error) {
    if (isHikyakuError(error)) return undefined
    throw error
  }
}
