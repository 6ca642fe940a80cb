import { z } from 'zod'
import { certificateFacts } from './certificates.ts'
import { day, name, saidFault, time } from './common.ts'
import { tlsVersion, waiver } from './tls.ts'

const text = z.string().min(1).max(255)
/** As an answer named it. */
export const revision = z.string().max(64)
/** Absent: whatever stands is replaced. */
export const seenRevision = revision.optional()

const identity = {
  name,
  ownId: text,
  partnerId: text,
  from: text,
  to: text,
  edition: z.enum(['2004', '2007']),
  formatType: z.string().max(255),
  compress: z.enum(['none', 'zip', 'gzip']),
  user: text.optional(),
  /** PEM texts of CAs, or the word `system`. */
  trust: z.array(z.string().min(1).max(100_000)).max(50),
}

const serverSettings = {
  url: z.string().max(1000),
  clientCertificate: name.optional(),
  proxy: z.string().max(1000).optional(),
  proxyUser: text.optional(),
  timeoutSeconds: z.number().int().min(1).max(3600),
  retries: z.number().int().min(0).max(100),
  retryIntervalSeconds: z.number().int().min(0).max(86_400),
  tlsServerName: text.optional(),
}

const clientSettings = { subject: z.string().min(1).max(1000).optional() }

/** As it is kept: an answer is never narrower than the data. */
const kept = { ...identity, trust: z.array(z.string()) }

/** What a partner's CAs say; `system` for the machine's own list. */
const trustFacts = z.array(
  z.union([z.object({ system: z.literal(true) }), certificateFacts.extend({ pem: z.string() })]),
)

export const partner = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('jx-server'),
    ...kept,
    ...serverSettings,
    tlsMin: tlsVersion,
    tlsMax: tlsVersion,
    tlsSuites: z.array(z.string()).optional(),
    tlsWaiver: waiver.optional(),
    /** The certificate to show from a day on; it has a route of its own. */
    nextClientCertificate: z.object({ name: z.string(), from: z.string() }).optional(),
    passwordSet: z.boolean(),
    proxyPasswordSet: z.boolean(),
  }),
  z.object({
    kind: z.literal('jx-client'),
    ...kept,
    ...clientSettings,
    passwordSet: z.boolean(),
  }),
])
export type PartnerView = z.infer<typeof partner>

export const partnerList = z.object({ items: z.array(partner) })
export const partnerDetail = z.object({
  partner,
  /** Stands for these settings; sent with a change, it is refused if they are others by then. */
  revision,
  /** Stands for each secret as it is, and tells nothing of it. */
  secretMarks: z.object({ password: z.string().optional(), proxyPassword: z.string().optional() }),
  trust: trustFacts,
  /** What of the CAs ends soon or has ended. */
  warnings: z.array(saidFault),
  lastExchangeAt: time.optional(),
})

/** Absent: the secret stays as it is. null: it is removed. Secrets are never read back. */
const secret = z.string().min(1).max(1024).nullable().optional()

const defaults = {
  ...identity,
  /** The own id by default. */
  from: text.optional(),
  /** The partner's id by default. */
  to: text.optional(),
  edition: identity.edition.default('2007'),
  formatType: identity.formatType.default('SecondGenEDI'),
  compress: identity.compress.default('none'),
  trust: identity.trust.default([]),
}

/**
 * A whole partner, as added or changed. What is left out gets its default, but for the
 * secrets. Versions, suites and waiver are not here: they have routes of their own.
 */
export const partnerInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('jx-server'),
    ...defaults,
    ...serverSettings,
    timeoutSeconds: serverSettings.timeoutSeconds.default(60),
    retries: serverSettings.retries.default(3),
    retryIntervalSeconds: serverSettings.retryIntervalSeconds.default(10),
    password: secret,
    proxyPassword: secret,
  }),
  z.strictObject({
    kind: z.literal('jx-client'),
    ...defaults,
    ...clientSettings,
    password: secret,
  }),
])
/** With the revision that was looked at: `partner-changed` if somebody changed it since. */
export const partnerChange = z.discriminatedUnion('kind', [
  partnerInput.options[0].extend({ revision: seenRevision }),
  partnerInput.options[1].extend({ revision: seenRevision }),
])
export type PartnerInput = z.infer<typeof partnerInput>

/** The certificate to show from a day on that lies ahead, in the station's own time zone. */
export const nextCertificate = z.strictObject({ name, from: day })
