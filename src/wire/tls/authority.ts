// The library below needs it before anything of its own.
import 'reflect-metadata'
import {
  createPrivateKey,
  createPublicKey,
  webcrypto,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'
import { publicKeyOf } from './certificate-parts.ts'

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
} as const

const dayMilliseconds = 86_400_000
const crypto = webcrypto

export interface CertificateOrder {
  readonly commonName: string
  /** DNS names and IP addresses for the subject alternative name. */
  readonly names?: readonly string[]
  readonly use: 'server' | 'client' | 'both'
  readonly now: Date
  /** The present moment, less five minutes for clocks that differ, by default. */
  readonly notBefore?: Date
  readonly days?: number
  readonly key?: 'ecdsa' | 'rsa'
}

/** A certificate, then the chain above it without the root, and its key, as PEM. */
export interface IssuedCertificate {
  readonly chainPem: string
  readonly keyPem: string
}

/** A small certificate authority: the station's own, and the throw-away ones of demos and tests. */
export interface Authority {
  readonly certificatePem: string
  readonly keyPem: string
  issue(order: CertificateOrder): Promise<IssuedCertificate>
}

/** Makes a new self-signed CA. */
export async function createAuthority(order: {
  readonly commonName: string
  readonly now: Date
  readonly days?: number
}): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: nameOf(order.commonName),
      keys,
      signingAlgorithm: ecdsa,
      ...validity(order.now, undefined, order.days ?? 3650),
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(
          x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
          true,
        ),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
      ],
    },
    crypto,
  )
  return authorityOf(certificate, keys.privateKey)
}

/** Opens a CA made before. */
export async function openAuthority(pem: {
  readonly certificatePem: string
  readonly keyPem: string
}): Promise<Authority> {
  const key = createPrivateKey(pem.keyPem).export({ type: 'pkcs8', format: 'der' })
  const privateKey = await crypto.subtle.importKey('pkcs8', new Uint8Array(key), ecdsa, true, [
    'sign',
  ])
  return authorityOf(new x509.X509Certificate(pem.certificatePem), privateKey)
}

async function authorityOf(
  certificate: x509.X509Certificate,
  signingKey: webcrypto.CryptoKey,
): Promise<Authority> {
  return {
    certificatePem: `${certificate.toString('pem')}\n`,
    keyPem: await pemOf(signingKey),
    issue: (order) => issue(certificate, signingKey, order),
  }
}

async function issue(
  issuer: x509.X509Certificate,
  signingKey: webcrypto.CryptoKey,
  order: CertificateOrder,
): Promise<IssuedCertificate> {
  const keys =
    order.key === 'rsa'
      ? await crypto.subtle.generateKey(rsa, true, ['sign', 'verify'])
      : await crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify'])
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage
  const uses = { server: [serverAuth], client: [clientAuth], both: [serverAuth, clientAuth] }
  const certificate = await x509.X509CertificateGenerator.create(
    {
      subject: nameOf(order.commonName),
      issuer: issuer.subject,
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: ecdsa,
      ...validity(order.now, order.notBefore, order.days ?? 825),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(
          x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment,
          true,
        ),
        new x509.ExtendedKeyUsageExtension(uses[order.use], false),
        new x509.SubjectAlternativeNameExtension((order.names ?? [order.commonName]).map(altName)),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
        await x509.AuthorityKeyIdentifierExtension.create(issuer, false, crypto),
      ],
    },
    crypto,
  )
  return {
    chainPem: `${certificate.toString('pem')}\n`,
    keyPem: await pemOf(keys.privateKey),
  }
}

function altName(name: string): { type: 'ip' | 'dns'; value: string } {
  return { type: isIP(name) === 0 ? 'dns' : 'ip', value: name }
}

function nameOf(commonName: string): x509.JsonName {
  return [{ CN: [commonName] }]
}

function validity(
  now: Date,
  notBefore: Date | undefined,
  days: number,
): { notBefore: Date; notAfter: Date; serialNumber: string } {
  const start = notBefore ?? new Date(now.getTime() - 300_000)
  return {
    notBefore: start,
    notAfter: new Date(start.getTime() + days * dayMilliseconds),
    // RFC 5280 §4.1.2.2: positive; a leading 4 keeps the top bit clear.
    serialNumber: `4${Buffer.from(crypto.getRandomValues(new Uint8Array(16)))
      .toString('hex')
      .slice(1)}`,
  }
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', key)
  return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()
}

/** Whether a private key belongs to a certificate. */
export function isKeyOf(keyPem: string, certificatePem: string): boolean {
  const ofKey = derOf(createPublicKey(keyPem))
  const inCertificate = publicKeyOf(new X509Certificate(certificatePem))
  return inCertificate !== undefined && ofKey.equals(derOf(inCertificate))
}

function derOf(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}
