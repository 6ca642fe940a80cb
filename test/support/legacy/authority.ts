import 'reflect-metadata'
import { generateKeyPairSync, webcrypto, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'

/** What a certificate of these tests may be like; the defaults make a good one. */
export interface CertificateShape {
  readonly name?: string
  readonly names?: readonly string[]
  readonly key?: 'rsa' | 'dsa' | 'ec'
  readonly bits?: number
  readonly hash?: 'SHA-256' | 'SHA-1'
  readonly notBefore?: Date
  readonly notAfter?: Date
  readonly ca?: boolean
  readonly pathLength?: number
  readonly keyUsage?: x509.KeyUsageFlags
  readonly extendedUsage?: readonly string[]
  readonly extensions?: readonly x509.Extension[]
}

/** A certificate with its key, that may sign others. */
export interface TestCertificate {
  readonly pem: string
  readonly keyPem: string
  readonly subject: string
  readonly issue: (shape?: CertificateShape) => Promise<TestCertificate>
  /** The same name and key in a root of its own, as a CA renews it. */
  readonly renew: (shape?: CertificateShape) => Promise<TestCertificate>
  /** A list of revocations (CRL) as PEM that holds this one. */
  readonly revoke: (certificate: TestCertificate) => Promise<string>
}

const { subtle } = webcrypto
const day = 86_400_000

/** A self-signed root with an RSA key. */
export async function testRoot(shape: CertificateShape = {}): Promise<TestCertificate> {
  return certificate({ ca: true, name: 'Legacy test root', ...shape }, undefined)
}

interface Signer {
  readonly subject: string
  readonly key: KeyObject
}

async function certificate(
  shape: CertificateShape,
  signer: Signer | undefined,
  keys = keyPair(shape),
): Promise<TestCertificate> {
  const name = `CN=${shape.name ?? 'localhost'}`
  const own: Signer = { subject: name, key: keys.privateKey }
  const issuer = signer ?? own
  const algorithm = signingAlgorithm(issuer.key, shape.hash ?? 'SHA-256')
  const made = await x509.X509CertificateGenerator.create(
    {
      serialNumber: `4${Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex')}`,
      subject: name,
      issuer: issuer.subject,
      notBefore: shape.notBefore ?? new Date(Date.now() - day),
      // Beyond the first warning of an end.
      notAfter: shape.notAfter ?? new Date(Date.now() + 90 * day),
      publicKey: new x509.PublicKey(
        new Uint8Array(keys.publicKey.export({ type: 'spki', format: 'der' })),
      ),
      signingKey: await signingKey(issuer.key, algorithm),
      signingAlgorithm: algorithm,
      extensions: extensionsFor(shape),
    },
    webcrypto,
  )
  return {
    pem: `${made.toString('pem')}\n`,
    keyPem: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    subject: name,
    issue: (next = {}) => certificate(next, own),
    renew: (next = {}) => certificate({ ...shape, ...next }, undefined, keys),
    revoke: (other) => revocationOf(other, own),
  }
}

async function revocationOf({ pem }: TestCertificate, signer: Signer): Promise<string> {
  const algorithm = signingAlgorithm(signer.key, 'SHA-256')
  const { serialNumber } = new x509.X509Certificate(pem)
  const list = await x509.X509CrlGenerator.create(
    {
      issuer: signer.subject,
      thisUpdate: new Date(Date.now() - day),
      nextUpdate: new Date(Date.now() + day),
      entries: [{ serialNumber, revocationDate: new Date(Date.now() - day) }],
      signingKey: await signingKey(signer.key, algorithm),
      signingAlgorithm: algorithm,
    },
    webcrypto,
  )
  // RFC 7468 §6 has another label than the library.
  return `${list.toString('pem').replaceAll(' CRL-', ' X509 CRL-')}\n`
}

type SigningAlgorithm = ReturnType<typeof signingAlgorithm>

function signingKey(key: KeyObject, algorithm: SigningAlgorithm): Promise<webcrypto.CryptoKey> {
  const der = new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }))
  return subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
}

function keyPair({ key = 'rsa', bits = 2048 }: CertificateShape): {
  publicKey: KeyObject
  privateKey: KeyObject
} {
  switch (key) {
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: bits })
    case 'dsa':
      return generateKeyPairSync('dsa', { modulusLength: bits, divisorLength: 160 })
    case 'ec':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  }
}

function signingAlgorithm(
  key: KeyObject,
  hash: string,
): webcrypto.RsaHashedImportParams & webcrypto.EcKeyImportParams {
  return key.asymmetricKeyType === 'ec'
    ? { name: 'ECDSA', namedCurve: 'P-256', hash }
    : { name: 'RSASSA-PKCS1-v1_5', namedCurve: '', hash }
}

function extensionsFor(shape: CertificateShape): x509.Extension[] {
  const names = shape.names ?? ['localhost', '127.0.0.1']
  return [
    new x509.BasicConstraintsExtension(shape.ca === true, shape.pathLength, true),
    ...(shape.keyUsage === undefined ? [] : [new x509.KeyUsagesExtension(shape.keyUsage, true)]),
    ...(shape.extendedUsage === undefined
      ? []
      : [new x509.ExtendedKeyUsageExtension([...shape.extendedUsage])]),
    ...(shape.ca === true || names.length === 0
      ? []
      : [
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }) as const),
          ),
        ]),
    ...(shape.extensions ?? []),
  ]
}
