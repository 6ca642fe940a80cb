import { z } from 'zod'
import { actionPlaces } from '../action.ts'
import { tlsVersions } from '../versions.ts'
import { certificateSchema } from '../wire/facts.ts'

/**
 * What the check found out about a server's TLS, and whether the present settings
 * work with it. Plain JSON: the command line prints it, the API and the console show it.
 */
const said = z.object({ ja: z.string(), en: z.string() })

/** `unknown`: the server gave no answer from which it could be told. */
const answer = z.enum(['yes', 'no', 'unknown'])

const version = z.enum(tlsVersions)
const strength = z.enum(['strong', 'weak', 'broken', 'not-encrypted'])

/** One version, asked for by a Client Hello that offers nothing else. */
const versionFinding = z.object({
  version,
  spoken: answer,
  /** How the server answered, where it did not simply agree. */
  detail: z.exactOptional(said),
})

const suiteFinding = z.object({
  version,
  /** As they were found: by the server's own order if it has one. */
  suites: z.array(
    z.object({
      name: z.string(),
      strength,
      /** Only ever `false`: the server takes it in a version that does not define it. */
      defined: z.exactOptional(z.boolean()),
    }),
  ),
  /** Whether the server was asked until it refused what was left. */
  complete: z.boolean(),
  /** Whose order decides which of the common suites is used. */
  order: z.enum(['server', 'client', 'unknown']),
})

const chainFinding = z.object({
  /** As the server sent them; empty: none was seen. */
  certificates: z.array(certificateSchema),
  /** Whether each certificate is followed by its issuer. */
  inOrder: answer,
  /** `no`: an issuer is neither sent nor among the trusted CAs. */
  complete: answer,
  /** Whose certificate is missing. */
  missingIssuer: z.exactOptional(z.string()),
  /** Whether it leads to one of the CAs that are trusted for this partner. */
  trusted: answer,
  /** Why it is refused although it leads to one. */
  refused: z.exactOptional(said),
  /** Whether the server's certificate is for the name that we call. */
  nameMatches: answer,
  validNow: answer,
  /** The first one that is not. */
  outOfDate: z.exactOptional(
    z.object({ subject: z.string(), how: z.enum(['ended', 'not-begun']), day: z.string() }),
  ),
  /** The day on which the first certificate of the chain expires, or expired. */
  endsOn: z.exactOptional(z.string()),
  /** Until then; negative: since then. */
  daysLeft: z.exactOptional(z.number()),
  /** Whether every key and signature of it is strong enough today. */
  strong: answer,
})

const clientCertificateFinding = z.object({
  /** What the server says in its handshake; it may still ask later, for one path. */
  wanted: z.enum(['no', 'optional', 'required', 'unknown']),
  /** Distinguished names of the CAs it accepts; empty: any, or it did not say. */
  issuers: z.array(z.string()),
  types: z.array(z.string()),
  /** Our certificate for this partner; absent: none is set. */
  ours: z.exactOptional(z.object({ subject: z.string(), issuer: z.string() })),
  /** Whether ours comes from one of those CAs. */
  issuerAccepted: z.exactOptional(answer),
})

/** What an operator can do about a finding; the list is ordered from the safest. */
const change = z.object({
  text: said,
  /** The commands, to be typed one after the other; empty: only people can do it. */
  commands: z.array(z.string()),
  /** The place in the console. */
  console: z.exactOptional(said),
  /** The same by its stable name. */
  place: z.exactOptional(z.enum(actionPlaces)),
  /** Whether the connection becomes less safe by it. */
  weakens: z.boolean(),
})

const helloVariants = [
  'without-post-quantum',
  'tls1.2',
  'without-name',
  'two-writes',
  'ssl2-form',
] as const

/** The Client Hello of the present settings. */
const helloFinding = z.object({
  /** With the head of its message. */
  bytes: z.number(),
  groups: z.array(z.string()),
  keyShares: z.array(z.string()),
  /** Others that were tried where it got no answer, each but for one thing like it. */
  variants: z.array(
    z.object({
      variant: z.enum(helloVariants),
      answered: z.boolean(),
      bytes: z.exactOptional(z.number()),
    }),
  ),
})

const groupsFinding = z.object({
  /** In the server's order. */
  names: z.array(z.string()),
  complete: z.boolean(),
})

const finding = z.object({
  /** Stable name, such as `no-common-version`. */
  id: z.string(),
  level: z.enum(['problem', 'warning', 'note']),
  text: said,
})

export const tlsCheckReportSchema = z.object({
  format: z.literal(1),
  /** `host:port`. */
  target: z.string(),
  /** The name that the certificate must have. */
  host: z.string(),
  /** Absent: the target was checked with the default settings. */
  partner: z.exactOptional(z.string()),
  /** `host:port` of the CONNECT proxy in between. */
  proxy: z.exactOptional(z.string()),
  /** ISO 8601. */
  startedAt: z.string(),
  endedAt: z.string(),
  /** How many connections were made. */
  connections: z.number(),
  /** Whether all questions were asked; if not, a limit came first. */
  complete: z.boolean(),
  /** `no`: no connection, or nothing there that speaks TLS. */
  reachable: answer,
  versions: z.array(versionFinding),
  suites: z.array(suiteFinding),
  chain: chainFinding,
  clientCertificate: clientCertificateFinding,
  /** RFC 5746; `not-needed`: only TLS 1.3 is spoken. */
  secureRenegotiation: z.enum(['yes', 'no', 'unknown', 'not-needed']),
  resumption: answer,
  ocspStapling: answer,
  /** Shortest Diffie-Hellman prime that was seen, in bits. */
  diffieHellmanBits: z.exactOptional(z.number()),
  /** Of the key exchange in TLS 1.3; absent: it is not spoken, or was not asked. */
  groups: z.exactOptional(groupsFinding),
  /** Absent: nothing was tried with the settings. */
  hello: z.exactOptional(helloFinding),
  findings: z.array(finding),
  /** Tried with the settings themselves, not only concluded. */
  policy: z.object({
    /** Whether a connection can be made with the present settings. */
    works: answer,
    /** What was agreed, if it works. */
    version: z.exactOptional(z.string()),
    suite: z.exactOptional(z.string()),
    /** Whose settings they are, where an address was checked, and whom the commands are for. */
    note: z.exactOptional(said),
    /** Why not, or what is doubtful. */
    reasons: z.array(said),
    /** The smallest changes that make it work, the safest first. */
    changes: z.array(change),
  }),
})

export type TlsCheckReport = z.infer<typeof tlsCheckReportSchema>
export type TlsCheckAnswer = z.infer<typeof answer>
export type TlsCheckChange = z.infer<typeof change>
export type TlsCheckFinding = z.infer<typeof finding>
export type HelloVariant = (typeof helloVariants)[number]
export type HelloFinding = z.infer<typeof helloFinding>
export type ChainFinding = z.infer<typeof chainFinding>
export type SuiteFinding = z.infer<typeof suiteFinding>
export type VersionFinding = z.infer<typeof versionFinding>
export type ClientCertificateFinding = z.infer<typeof clientCertificateFinding>

/** Told before each question; `total` is an estimate, as answers lead to more questions. */
export interface TlsCheckProgress {
  readonly question: { readonly ja: string; readonly en: string }
  readonly done: number
  readonly total: number
}
