import { z } from 'zod'
import { tlsVersions } from '../../../wire/tls/versions.ts'
import { weakenings } from '../../../wire/tls/policy/weakenings.ts'
import { actionSchema } from '../../../wire/tls/action.ts'
import { day, id, limit, name, saidFault, time } from './common.ts'

export const tlsVersion = z.enum(tlsVersions)
export const weakening = z.enum(weakenings)

export const waiver = z.object({
  allow: z.array(weakening),
  /** `host:port` it was given for. */
  host: z.string(),
  reason: z.string(),
  by: z.string(),
  /** The VPN or leased line to this address; NULL suites need one outside of a private network. */
  tunnel: z.string().optional(),
  since: day,
  until: day,
})

export const waiverOrder = z.strictObject({
  allow: z.array(weakening).min(1),
  reason: z.string().trim().min(1).max(1000),
  by: z.string().trim().min(1).max(255),
  tunnel: z.string().trim().min(1).max(255).optional(),
  until: day,
  /** As the answer before named it; absent: whatever stands is replaced. */
  revision: z.string().max(64).optional(),
})
/** To end it, with the revision that was looked at. */
export const waiverEnd = z.strictObject({ revision: z.string().max(64).optional() })

export const suite = z.object({
  name: z.string(),
  openSslName: z.string().optional(),
  versions: z.array(tlsVersion),
  strength: z.enum(['strong', 'weak', 'broken', 'not-encrypted']),
  /** Every reason against it, the worst first. */
  reasons: z.array(z.object({ id: z.string(), ja: z.string(), en: z.string() })),
})
export type SuiteView = z.infer<typeof suite>
export const suiteList = z.object({ items: z.array(suite), initial: z.array(z.string()) })

/** SSL 暗号の順位, groups and versions of one partner whose server we call. */
export const partnerTls = z.object({
  tlsMin: tlsVersion,
  tlsMax: tlsVersion,
  /** The list in force, in order. */
  suites: z.array(suite),
  /** The same as the notice writes it: commas, no blanks, no line breaks. */
  list: z.string(),
  /** Whether it is the initial list, and that list. */
  isInitial: z.boolean(),
  initialList: z.string(),
  /** The same of the groups of the key exchange. */
  groups: z.string(),
  isInitialGroups: z.boolean(),
  initialGroups: z.string(),
  waiver: waiver.optional(),
  /** What the settings need a waiver for. */
  weakenings: z.array(weakening),
  /** Why no connection would be made as things are. */
  problem: saidFault.optional(),
  /** Stands for versions and list; sent with a change, it is refused if they are others by then. */
  revision: z.string(),
  /** The same for the waiver and the address that it is for. */
  waiverRevision: z.string(),
})
export type PartnerTls = z.infer<typeof partnerTls>

export const partnerTlsChange = z.strictObject({
  tlsMin: tlsVersion,
  tlsMax: tlsVersion,
  /** null restores the initial list. */
  list: z.string().max(20_000).nullable(),
  /** The same of groups; absent: they stay as they are. */
  groups: z.string().max(2000).nullable().optional(),
  /** As the answer before named it; absent: whatever stands is replaced. */
  revision: z.string().max(64).optional(),
})

/** Checks a list as it is typed: the suites it names, or what is wrong with it. */
export const suiteCheckOrder = z.strictObject({
  list: z.string().max(20_000),
  partner: name.optional(),
  tlsMin: tlsVersion.optional(),
  tlsMax: tlsVersion.optional(),
})
export const suiteCheck = z.object({
  suites: z.array(suite),
  weakenings: z.array(weakening),
  problem: saidFault.optional(),
})

/** `https://host:port/…` or `host:port`. */
export const tlsCheckOrder = z.strictObject({
  url: z.string().min(1).max(1000).optional(),
  partner: name.optional(),
})

const text = z.object({ ja: z.string(), en: z.string() })

/** What can be done: each action with its place in the console and its command. */
export const remedy = text.extend({ actions: z.array(actionSchema).readonly().optional() })
export type RemedyView = z.infer<typeof remedy>

/** With a partner, its name stands in the commands. */
export const advisoryQuery = z.strictObject({ partner: name.optional() })

/** A known problem of TLS. `PARTNER` in its commands stands for the partner's name. */
export const advisory = z.object({
  id: z.string(),
  title: text,
  concerns: text,
  /** The day, or the month, and what happened then. */
  since: z.object({ date: z.string(), event: text }),
  /** What the operator sees. */
  phenomenon: text,
  conditions: z.array(text),
  explanation: text,
  cause: text,
  /** In order, the safest first. */
  workaround: z.array(remedy),
  undo: z.array(remedy),
  sources: z.array(z.object({ title: z.string(), date: z.string().optional() })),
})
export type AdvisoryView = z.infer<typeof advisory>
export const advisoryList = z.object({ items: z.array(advisory) })

/** What a caller said in its hello, and the certificate that it showed. */
const callerOffer = z.object({
  versions: z.array(z.string()),
  /** Its hello names the newest version alone: older ones may be spoken too. */
  upTo: z.boolean(),
  suites: z.array(z.string()),
  /** How many more there were than are kept. */
  suitesOmitted: z.number().optional(),
  serverName: z.string().optional(),
  /** null: it said that it has none. Absent: the handshake did not come that far. */
  certificate: z
    .object({ subject: z.string(), issuer: z.string(), notAfter: z.string() })
    .nullable()
    .optional(),
})

export const callerQuery = z.strictObject({ limit })

/** Who called our server and failed before it was known who that was. */
const caller = z.object({
  /** Absent: the calls that were too many to be told apart. */
  address: z.string().optional(),
  /** Why it failed: in a word, as the recorder or the TLS library names it. */
  cause: z.string(),
  /** The same in a sentence, where there is one. */
  detail: text.optional(),
  firstAt: time,
  lastAt: time,
  count: z.number(),
  /** The newest record of it, for `/attempts/:id/handshake`. */
  handshakeId: id.optional(),
  faultId: id.optional(),
  /** What the newest call offered, where its hello is on record. */
  offered: callerOffer.optional(),
})
export type CallerView = z.infer<typeof caller>
/** Last seen first. */
export const callerList = z.object({ items: z.array(caller) })
