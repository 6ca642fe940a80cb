import { z } from 'zod'
import { name, saidFault, time } from './common.ts'

export const certificateFacts = z.object({
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  notBefore: time,
  notAfter: time,
  /** Whole days; negative once it has expired. */
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
  /** Why partners may refuse it. */
  warnings: z.array(saidFault),
})

export const certificateImport = z.strictObject({
  name,
  /** For messages. */
  fileName: z.string().min(1).max(255),
  /** The PEM or PFX file, in base64; up to 512 KiB. */
  content: z.base64().max(700_000),
  password: z.string().max(1024).optional(),
})
