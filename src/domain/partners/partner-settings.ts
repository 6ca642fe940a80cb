import { z } from 'zod'
import { HikyakuError } from '../../errors/index.ts'
import { tlsVersions, tlsWeakenings, type Partner } from './partner.ts'

const id = z.string().min(1).max(255)
const version = z.enum(tlsVersions)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const waiver = z.strictObject({
  allow: z.array(z.enum(tlsWeakenings)).min(1),
  host: z.string().min(1),
  tunnel: z.string().min(1).max(255).optional(),
  reason: z.string().min(1).max(1000),
  by: z.string().min(1).max(255),
  since: day,
  until: day,
})
const shared = {
  name: z.string().min(1).max(100),
  ownId: id,
  partnerId: id,
  from: id,
  to: id,
  edition: z.enum(['2004', '2007']),
  formatType: z.string().max(255),
  compress: z.enum(['none', 'zip', 'gzip']),
  user: z.string().min(1).max(255).optional(),
  trust: z.array(z.string().min(1)),
}

const serverPartner = z.strictObject({
  kind: z.literal('jx-server'),
  ...shared,
  url: z.url({ protocol: /^https?$/ }),
  clientCertificate: z.string().min(1).optional(),
  nextClientCertificate: z.strictObject({ name: z.string().min(1), from: day }).optional(),
  proxy: z.url({ protocol: /^http$/ }).optional(),
  proxyUser: z.string().min(1).optional(),
  timeoutSeconds: z.number().int().min(1).max(3600),
  retries: z.number().int().min(0).max(100),
  retryIntervalSeconds: z.number().int().min(0).max(86_400),
  tlsMin: version,
  tlsMax: version,
  tlsSuites: z.array(z.string().min(1)).min(1).optional(),
  tlsServerName: z.string().min(1).max(255).optional(),
  tlsWaiver: waiver.optional(),
})

const clientPartner = z.strictObject({
  kind: z.literal('jx-client'),
  ...shared,
  subject: z.string().min(1).optional(),
})

const partner = z.discriminatedUnion('kind', [serverPartner, clientPartner])

const japanese = z.locales.ja().localeError

/**
 * Checks a partner's settings as they come from a database row or an import.
 *
 * @throws HikyakuError setting-unknown, setting-invalid; the first by name
 */
export function parsePartner(json: unknown): Partner {
  const result = partner.safeParse(json)
  if (result.success) return result.data as Partner
  const [issue] = result.error.issues
  if (issue?.code === 'unrecognized_keys') {
    throw new HikyakuError('setting-unknown', { setting: issue.keys.join(', ') })
  }
  throw new HikyakuError('setting-invalid', {
    setting: issue?.path.join('.') ?? 'partner',
    detail: issue?.message ?? '?',
    detailJa: partner.safeParse(json, { error: japanese }).error?.issues[0]?.message ?? '?',
  })
}
