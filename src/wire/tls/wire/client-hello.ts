import { defined } from '../../../base/defined.ts'
import { renegotiationScsv, ssl2Label, suiteByCode, suiteLabel } from '../suites/index.ts'
import { groupName, signatureName } from './algorithm-names.ts'
import { ByteReader } from './byte-reader.ts'
import { nameTextOf } from './distinguished-name.ts'
import { extension } from './extension-names.ts'
import type { ClientHelloFact, Place } from './facts.ts'
import { readExtensions, type ExtensionReaders } from './hello-extensions.ts'
import { wireLimits } from './limits.ts'
import { codesOf16, namesOf16, namesOf8, textsOf } from './lists.ts'
import { compressionName, hex, versionName } from './names.ts'
import type { Negotiated } from './negotiated.ts'
import { printable } from './printable.ts'

type Said = Pick<
  ClientHelloFact,
  | 'serverName'
  | 'alpn'
  | 'supportedVersions'
  | 'groups'
  | 'pointFormats'
  | 'signatureAlgorithms'
  | 'certificateSignatureAlgorithms'
  | 'keyShares'
  | 'certificateAuthorities'
  | 'sessionTicketBytes'
>

const pointFormats = ['uncompressed', 'ansiX962_compressed_prime', 'ansiX962_compressed_char2']

const readers: ExtensionReaders<Said> = new Map<number, (body: ByteReader) => Partial<Said>>([
  [extension.serverName, serverName],
  [extension.alpn, (body) => ({ alpn: textsOf(body.vector(2, 'ALPN'), 1, 'a protocol') })],
  [
    extension.supportedVersions,
    (body) => ({
      supportedVersions: namesOf16(body.vector(1, 'versions'), 'a version', versionName),
    }),
  ],
  [
    extension.groups,
    (body) => ({ groups: namesOf16(body.vector(2, 'groups'), 'a group', groupName) }),
  ],
  [
    extension.pointFormats,
    (body) => ({ pointFormats: namesOf8(body.vector(1, 'point formats'), formatName) }),
  ],
  [extension.signatureAlgorithms, (body) => ({ signatureAlgorithms: schemesIn(body) })],
  [
    extension.certificateSignatureAlgorithms,
    (body) => ({ certificateSignatureAlgorithms: schemesIn(body) }),
  ],
  [extension.keyShare, (body) => ({ keyShares: keySharesIn(body.vector(2, 'key shares')) })],
  [
    extension.certificateAuthorities,
    (body) => ({ certificateAuthorities: authoritiesIn(body.vector(2, 'authorities')) }),
  ],
  [extension.sessionTicket, (body) => ({ sessionTicketBytes: body.rest().byteLength })],
])

/** RFC 8446 §4.1.2, and as far back as RFC 6101 §5.6.1.2. */
export function readClientHello(
  body: ByteReader,
  place: Place & { readonly recordVersion: number },
  negotiated: Negotiated,
): ClientHelloFact {
  const { recordVersion, ...at } = place
  const version = body.u16('the version')
  body.take(32, 'the random')
  const session = body.vector(1, 'the session id').rest()
  negotiated.offeredSession = session.slice()
  const list = body.vector(2, 'the suites')
  const count = Math.floor(list.left / 2)
  const codes = codesOf16(list, 'a suite')
  const compression = namesOf8(body.vector(1, 'the compressions'), compressionName)
  const { extensions, types, said } = readExtensions(body, readers)
  body.end('the extensions')
  return {
    kind: 'client-hello',
    ...at,
    form: 'tls',
    recordVersion: versionName(recordVersion),
    version: versionName(version),
    sessionIdBytes: session.byteLength,
    suites: codes.map(suiteLabel),
    ...(count > codes.length ? { suitesOmitted: count - codes.length } : {}),
    compression,
    extensions,
    secureRenegotiation:
      codes.includes(renegotiationScsv) || types.has(extension.renegotiationInfo),
    ...said,
  }
}

/** RFC 6101 §E.1: a hello that a server of SSL 2.0 would understand as well. */
export function readSsl2Hello(message: Uint8Array): { body: ByteReader; fact: ClientHelloFact } {
  const body = new ByteReader(message)
  body.u8('the type')
  const version = body.u16('the version')
  const lengths = [0, 1, 2].map(() => body.u16('a length'))
  const [suiteBytes = 0, sessionBytes = 0, challengeBytes = 0] = lengths
  const list = new ByteReader(body.take(suiteBytes, 'the suites'))
  const count = Math.floor(list.left / 3)
  const suites: string[] = []
  let signalled = false
  while (list.left > 0) {
    const kind = list.u24('a suite')
    signalled ||= kind === renegotiationScsv
    if (list.ok && suites.length < wireLimits.listed) suites.push(ssl2SuiteName(kind))
  }
  if (!list.ok) body.fail('a suite needs 3 bytes')
  body.take(sessionBytes, 'the session id')
  body.take(challengeBytes, 'the challenge')
  body.end('the challenge')
  const fact: ClientHelloFact = {
    kind: 'client-hello',
    offset: 0,
    bytes: 2 + message.byteLength,
    form: 'ssl2',
    recordVersion: versionName(2),
    version: versionName(version),
    sessionIdBytes: sessionBytes,
    suites,
    ...(count > suites.length ? { suitesOmitted: count - suites.length } : {}),
    compression: [],
    extensions: [],
    secureRenegotiation: signalled,
  }
  return { body, fact }
}

/** A suite of today is written with a zero before it. */
function ssl2SuiteName(kind: number): string {
  return kind <= 0xffff && suiteByCode(kind) !== undefined ? suiteLabel(kind) : ssl2Label(kind)
}

function serverName(body: ByteReader): Partial<Said> {
  const list = body.vector(2, 'the server names')
  let found: string | undefined
  while (list.left > 0) {
    const type = list.u8('the type of a name')
    const name = list.vector(2, 'a server name').rest()
    if (list.ok && type === 0) found ??= printable(name)
  }
  return defined({ serverName: found })
}

function schemesIn(body: ByteReader): string[] {
  return namesOf16(body.vector(2, 'signature algorithms'), 'an algorithm', signatureName)
}

function keySharesIn(list: ByteReader): string[] {
  const groups: string[] = []
  while (list.left > 0) {
    const group = list.u16('a group')
    list.vector(2, 'a key share')
    if (list.ok && groups.length < wireLimits.listed) groups.push(groupName(group))
  }
  return groups
}

/** Distinguished names of CAs, each with its length before it. */
export function authoritiesIn(list: ByteReader): string[] {
  const names: string[] = []
  while (list.left > 0) {
    const name = list.vector(2, 'the name of a CA').rest()
    if (list.ok && names.length < wireLimits.issuers) names.push(nameTextOf(name))
  }
  return names
}

function formatName(format: number): string {
  return pointFormats[format] ?? hex(format, 2)
}
