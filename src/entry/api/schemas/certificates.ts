import { z } from 'zod'
import { day, name, saidFault, time } from './common.ts'
import { fault } from './faults.ts'

export const certificateFacts = z.object({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  notBefore: time,
  notAfter: time,
  /** Days begun before its end; negative once it has expired. */
  daysLeft: z.number(),
  /** As in `RSA 2048`. */
  key: z.string(),
  sha256: z.string(),
  serial: z.string(),
  extendedKeyUsage: z.array(z.string()),
})

/** A client certificate; its key never leaves the station. */
export const certificate = z.object({
  name: z.string(),
  importedAt: time,
  ...certificateFacts.shape,
  /** Partners whose settings name it. */
  usedBy: z.array(z.string()),
})
export type CertificateView = z.infer<typeof certificate>

export const certificateList = z.object({ items: z.array(certificate) })
export const certificateDetail = z.object({
  certificate,
  /** The certificate itself, then its intermediates. */
  chain: z.array(certificateFacts),
  chainPem: z.string(),
  /** Why partners may refuse it, and what of it ends soon. */
  warnings: z.array(saidFault),
})

export const certificateImport = z.strictObject({
  name,
  /** For messages. */
  fileName: z.string().min(1).max(255),
  /** The PEM or PFX file, in base64; up to 512 KiB. */
  content: z.base64().max(700_000),
  password: z.string().max(1024).optional(),
  /** Which key is meant, if the file holds several: its name there or in its certificate. */
  key: z.string().min(1).max(255).optional(),
})

export const trustFile = z.strictObject({
  /** For messages. */
  fileName: z.string().min(1).max(255),
  /** The file, in base64; up to 512 KiB. */
  content: z.base64().max(700_000),
})

/** The CA certificates of a file, each as PEM. */
export const trustFileRead = z.object({
  items: z.array(certificateFacts.extend({ pem: z.string() })),
})

/** The warnings given now; none: nothing new ends soon. */
export const certificatesChecked = z.object({ raised: z.array(fault) })

/** One thing that ends: a certificate with all places where it is used, or a waiver. */
const certificateEnd = z.object({
  kind: z.enum(['own', 'own-issuer', 'server', 'trust', 'seen', 'waiver']),
  /** The name it was imported under, if it is ours. */
  certificate: z.exactOptional(z.string()),
  /** Of a waiver there is none. */
  subject: z.exactOptional(z.string()),
  issuer: z.exactOptional(z.string()),
  notAfter: time,
  /** Days begun before its end; negative once it has ended. */
  daysLeft: z.number(),
  partners: z.array(z.string()),
  /** Partners that are shown another client certificate from a day on. */
  booked: z.array(z.object({ partner: z.string(), name: z.string(), from: day })),
})
export type CertificateEndView = z.infer<typeof certificateEnd>
/** What ends first, first. */
export const certificateEnds = z.object({ items: z.array(certificateEnd) })

export const replacement = z.strictObject({
  /** The certificate that takes its place. */
  next: name,
  /** A day that lies ahead. */
  from: day,
  /** All that use it, without this. */
  partners: z.array(name).min(1).max(1000).optional(),
})
export const replaced = z.object({
  partners: z.array(z.string()),
  /** Why they may refuse the next one. */
  warnings: z.array(saidFault),
})

/** A key made here that waits for its certificate. */
export const certificateRequest = z.object({
  /** The name that the certificate will have: it is imported under it. */
  name: z.string(),
  subject: z.string(),
  /** PKCS #10; holds no secret. */
  requestPem: z.string(),
  requestedAt: time,
})
export type CertificateRequestView = z.infer<typeof certificateRequest>
export const requestList = z.object({ items: z.array(certificateRequest) })

export const requestOrder = z.strictObject({
  name,
  /** A distinguished name, as in `CN=supplier-a,O=Example,C=JP`. */
  subject: z.string().trim().min(1).max(1000),
  key: z.enum(['rsa2048', 'rsa3072', 'p256']).default('rsa2048'),
})
