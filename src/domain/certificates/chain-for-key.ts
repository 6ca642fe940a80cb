import { HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { isKeyOf, readCertificateFile, readTrustFile } from '../../wire/tls/index.ts'

/**
 * The chain of an issued certificate, for the key that waits for it.
 *
 * @returns undefined if the file brings a key of its own
 * @throws HikyakuError certificate-key-mismatch, certificate-unreadable
 */
export function chainForKey(
  keyPem: string,
  issued: { readonly name: string; readonly file: string; readonly bytes: Uint8Array },
): string | undefined {
  const { name, file, bytes } = issued
  if (Buffer.from(bytes).includes('PRIVATE KEY-----')) return undefined
  const certificates = certificatesIn(bytes, file)
  if (certificates === undefined) return undefined
  if (!certificates.some((pem) => isKeyOf(keyPem, pem))) {
    throw new HikyakuError('certificate-key-mismatch', { file, certificate: name })
  }
  return readCertificateFile(Buffer.from([...certificates, keyPem].join('\n')), { file }).chainPem
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
