import {
  constants,
  createPrivateKey,
  privateEncrypt,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import { LegacyTlsError } from '../legacy-error.ts'
import { certificatesIn } from '../../pem.ts'
import { vector } from './fields.ts'
import { encodeMessage } from './message.ts'

/** A client certificate with its RSA key. */
export interface ClientIdentity {
  readonly chain: readonly Buffer[]
  readonly key: KeyObject
}

/**
 * Reads the certificate chain and key as PEM.
 *
 * @throws LegacyTlsError ERR_LEGACY_CLIENT_CERTIFICATE: unreadable, no pair, or not RSA
 */
export function clientIdentity(cert: string, keyPem: string): ClientIdentity {
  const chain = read(() => certificatesIn(cert).map(({ text }) => new X509Certificate(text)))
  const key = read(() => createPrivateKey(keyPem))
  const leaf = chain[0]
  if (leaf === undefined) throw unusable('holds no certificate')
  if (key.asymmetricKeyType !== 'rsa') throw unusable('has no RSA key')
  if (!leaf.checkPrivateKey(key)) throw unusable('does not belong to the key')
  return { chain: chain.map(({ raw }) => raw), key }
}

/** CertificateVerify: the hashes as they are under PKCS #1 block type 1, without a digest name. */
export function certificateVerify(key: KeyObject, hashes: Buffer): Buffer {
  const signature = privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, hashes)
  return encodeMessage('certificate-verify', vector(2, signature))
}

function read<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw unusable('cannot be read', error)
  }
}

function unusable(why: string, cause?: unknown): LegacyTlsError {
  return new LegacyTlsError(
    'ERR_LEGACY_CLIENT_CERTIFICATE',
    `the client certificate ${why}`,
    undefined,
    { cause },
  )
}
