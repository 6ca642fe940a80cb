import { z } from 'zod'
import { formOfValue } from '../../errors/index.ts'
import { tlsVersions } from '../../wire/tls/versions.ts'
import { keyGroups } from '../../wire/tls/groups/groups.ts'
import { weakenings } from '../../wire/tls/policy/weakenings.ts'
import { apartSettings } from './apart-settings.ts'

// Every setting of a partner stands here once: its form, what it means, and – in `standards` –
// what holds where nothing else is said. What it may be is the same at every door; an option of
// the command line, a field of the API and what is kept follow from it.

const text = z.string().min(1).max(255)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, formOfValue('date'))

const ofBoth = {
  name: z.string().min(1).max(100),
  /** Our business id with this partner: senderId of what we send, receiverId of what we get. */
  ownId: text,
  /** Their business id. */
  partnerId: text,
  /** MessageHeader From; the own id where the partner assigned no URI. */
  from: text,
  /** MessageHeader To. */
  to: text,
  edition: z.enum(['2004', '2007']),
  formatType: z.string().max(255),
  /** How documents for this partner are packed. */
  compress: z.enum(['none', 'zip', 'gzip']),
  /** Basic authentication: the user we log in as, or that logs in with us. */
  user: text.exactOptional(),
  /** CAs, as PEM text or the word `system`: of their server, or of their client certificate. */
  trust: z.array(z.string().min(1)),
}

/** A dated permission to use weak TLS with one partner at one address. */
const waiver = z.strictObject({
  allow: z.array(z.enum(weakenings)).min(1),
  /** `host:port` it was given for. */
  host: z.string().min(1),
  /** The VPN or leased line that everything to this address goes through. */
  tunnel: text.exactOptional(),
  reason: z.string().min(1).max(1000),
  by: text,
  /** First and last day. */
  since: day,
  until: day,
})

const ofServers = {
  url: z.url({ protocol: /^https?$/ }),
  /** Name of an imported certificate with its key. */
  clientCertificate: z.string().min(1).exactOptional(),
  /** Takes its place from this day on, in the station's time zone. */
  nextClientCertificate: z.strictObject({ name: z.string().min(1), from: day }).exactOptional(),
  /** `http://host:port` of a CONNECT proxy; its password is a secret of the partner. */
  proxy: z.url({ protocol: /^http$/ }).exactOptional(),
  proxyUser: z.string().min(1).exactOptional(),
  /** Seconds to connect, and the longest silence of an exchange. */
  timeoutSeconds: z.number().int().min(1).max(3600),
  /** Tries after the first one, with the same messageId. */
  retries: z.number().int().min(0).max(100),
  retryIntervalSeconds: z.number().int().min(0).max(86_400),
  /** When it may be called by itself, in Japan’s time: `07:00-22:00`, `business 09:00-17:30`. */
  hours: z.string().min(1).max(255).exactOptional(),
  tlsMin: z.enum(tlsVersions),
  tlsMax: z.enum(tlsVersions),
  /** SSL 暗号の順位: IANA names in order of preference; absent: the initial list. */
  tlsSuites: z.array(z.string().min(1)).min(1).exactOptional(),
  /** Groups of the key exchange in order of preference; absent: those of the TLS library. */
  tlsGroups: z
    .array(z.enum(keyGroups.map(({ name }) => name)))
    .min(1)
    .exactOptional(),
  /** Name for SNI and for the check of its certificate, where it is not the URL's host. */
  tlsServerName: text.exactOptional(),
  tlsWaiver: waiver.exactOptional(),
}

const ofClients = {
  /** The one subject its client certificate may have, e.g. `CN=supplier-a,O=…`. */
  subject: z.string().min(1).exactOptional(),
}

/** A partner that runs a JX server, which we call. */
export const serverPartner = z.strictObject({
  kind: z.literal('jx-server'),
  ...ofBoth,
  ...ofServers,
})

/** A partner that calls our JX server. */
export const clientPartner = z.strictObject({
  kind: z.literal('jx-client'),
  ...ofBoth,
  ...ofClients,
})

/** What holds where nothing else is said. */
export const standards = {
  edition: '2007',
  formatType: 'SecondGenEDI',
  compress: 'none',
  trust: [],
  timeoutSeconds: 60,
  retries: 3,
  retryIntervalSeconds: 10,
  tlsMin: 'TLSv1.2',
  tlsMax: 'TLSv1.3',
} as const

/** A partner's settings without those that have a way of their own: what a form of them holds. */
export const serverForm = serverPartner.omit(apartSettings)
export const clientForm = clientPartner

/** Nothing in it can be changed: a change makes another one. */
type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T

export type ServerPartner = Frozen<z.infer<typeof serverPartner>>
export type ClientPartner = Frozen<z.infer<typeof clientPartner>>
export type Partner = ServerPartner | ClientPartner
export type TlsWaiver = Frozen<z.infer<typeof waiver>>
/** The name of a setting, of either kind. */
export type SettingName = keyof ServerPartner | keyof ClientPartner

/** The secrets of a partner, each with the setting that names the user it belongs to. */
export const secretUsers = {
  password: 'user',
  proxyPassword: 'proxyUser',
} as const satisfies Record<string, SettingName>
export type SecretName = keyof typeof secretUsers
export const secretNames = Object.keys(secretUsers) as readonly SecretName[]

/** What must never be printed, exported or logged. */
export type PartnerSecrets = { readonly [K in SecretName]?: string }
