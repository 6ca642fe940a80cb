// The library below needs it before anything of its own.
import 'reflect-metadata'
import { createPrivateKey, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { causeParams, HikyakuError } from '../../errors/index.ts'

export type RequestKey = 'rsa2048' | 'rsa3072' | 'p256'

const crypto = webcrypto
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const rsa = (modulusLength: number) =>
  ({
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength,
  }) as const

const usages = {
  ec: new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
  rsa: new x509.KeyUsagesExtension(
    x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment,
    true,
  ),
}

/** A new key, and the request (PKCS #10) for its certificate, as PEM. */
export interface RequestedCertificate {
  readonly subject: string
  readonly requestPem: string
  readonly keyPem: string
}

/**
 * Makes a key and a request for a client certificate (RFC 2986).
 *
 * @param subject a distinguished name, as in `CN=supplier-a,O=Example,C=JP`
 * @throws HikyakuError setting-invalid for a subject that is no distinguished name
 */
export async function requestCertificate(
  subject: string,
  key: RequestKey,
): Promise<RequestedCertificate> {
  const name = nameOf(subject)
  const algorithm = key === 'p256' ? ecdsa : rsa(key === 'rsa3072' ? 3072 : 2048)
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const request = await x509.Pkcs10CertificateRequestGenerator.create(
    {
      name,
      keys,
      signingAlgorithm: key === 'p256' ? ecdsa : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
      extensions: [
        usages[key === 'p256' ? 'ec' : 'rsa'],
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      ],
    },
    crypto,
  )
  const der = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return {
    subject: request.subject,
    requestPem: `${request.toString('pem')}\n`,
    keyPem: createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  }
}

function nameOf(subject: string): x509.Name {
  try {
    const name = new x509.Name(subject)
    if (name.getField('CN').length > 0) return name
  } catch (error) {
    const params = { setting: 'subject', ...causeParams(error) }
    throw new HikyakuError('setting-invalid', params, { cause: error })
  }
  throw new HikyakuError('setting-invalid', {
    setting: 'subject',
    detail: 'a common name (CN=…) is needed',
    detailJa: 'CN=… が必要です',
  })
}
