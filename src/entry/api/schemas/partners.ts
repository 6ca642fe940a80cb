import { z } from 'zod'
import { certificateFacts } from './certificates.ts'
import { day, name, saidFault, time } from './common.ts'
import { hold } from './holds.ts'
import {
  clientForm,
  clientPartner,
  serverForm,
  serverPartner,
  standards,
} from '../../../domain/partners/partner.ts'

const text = z.string().min(1).max(255)
/** As an answer named it. */
export const revision = z.string().max(64)
/** Absent: whatever stands is replaced. */
export const seenRevision = revision.optional()

/** What a partner's CAs say; `system` for the machine's own list. */
const trustFacts = z.array(
  z.union([z.object({ system: z.literal(true) }), certificateFacts.extend({ pem: z.string() })]),
)

/** As it is kept: an answer is never narrower than the data. */
export const partner = z.discriminatedUnion('kind', [
  z.object({ ...serverPartner.shape, passwordSet: z.boolean(), proxyPasswordSet: z.boolean() }),
  z.object({ ...clientPartner.shape, passwordSet: z.boolean() }),
])
export type PartnerView = z.infer<typeof partner>

/** `holds`: of those that are on hold, by their names. */
export const partnerList = z.object({
  items: z.array(partner),
  holds: z.record(z.string(), hold),
})
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
  hold: hold.optional(),
})

/** Absent: the secret stays as it is. null: it is removed. Secrets are never read back. */
const secret = z.string().min(1).max(1024).nullable().optional()

/** The own id, and the partner's id, by default. */
const addresses = { from: text.optional(), to: text.optional() }

/**
 * A whole partner, as added or changed. What is left out gets its default, but for the
 * secrets. Versions, suites, waiver and the next certificate have routes of their own.
 */
export const partnerInput = z.discriminatedUnion('kind', [
  z.strictObject({
    ...withStandards(serverForm.shape),
    ...addresses,
    // What is wrong in an address is said by the check of the settings.
    url: z.string().max(1000),
    proxy: z.string().max(1000).exactOptional(),
    password: secret,
    proxyPassword: secret,
  }),
  z.strictObject({ ...withStandards(clientForm.shape), ...addresses, password: secret }),
])

type Standards = typeof standards
type WithStandards<S extends z.ZodRawShape> = {
  [K in keyof S]: K extends keyof Standards ? z.ZodDefault<S[K]> : S[K]
}

/** The forms of settings, each with what holds where nothing is said. */
function withStandards<S extends z.ZodRawShape>(shape: S): WithStandards<S> {
  const known: Readonly<Record<string, unknown>> = standards
  const entries = Object.entries(shape).map(([name, form]) => [
    name,
    name in known ? (form as z.ZodType).default(known[name]) : form,
  ])
  return Object.fromEntries(entries) as WithStandards<S>
}

/** With the revision that was looked at: `partner-changed` if somebody changed it since. */
export const partnerChange = z.discriminatedUnion('kind', [
  partnerInput.options[0].extend({ revision: seenRevision }),
  partnerInput.options[1].extend({ revision: seenRevision }),
])
export type PartnerInput = z.infer<typeof partnerInput>

/** The certificate to show from a day on that lies ahead, in the station's own time zone. */
export const nextCertificate = z.strictObject({ name, from: day })
