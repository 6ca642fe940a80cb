import { defined } from '../../../base/defined.ts'
import { suiteByCode, suiteLabel } from '../suites/index.ts'
import { groupName } from './algorithm-names.ts'
import type { ByteReader } from './byte-reader.ts'
import { extension } from './extension-names.ts'
import type { Place, ServerHelloFact } from './facts.ts'
import { readExtensions, type ExtensionReaders } from './hello-extensions.ts'
import { textsOf } from './lists.ts'
import { compressionName, versionName } from './names.ts'
import { hidesHandshake, type Negotiated } from './negotiated.ts'

interface Said {
  alpn: string[]
  group: string
  /** As a number. */
  version: number
}

const readers: ExtensionReaders<Said> = new Map<number, (body: ByteReader) => Partial<Said>>([
  [extension.alpn, (body) => ({ alpn: textsOf(body.vector(2, 'ALPN'), 1, 'a protocol') })],
  [extension.supportedVersions, (body) => ({ version: body.u16('the chosen version') })],
  [extension.keyShare, keyShare],
])

/** RFC 8446 §4.1.3, and as far back as RFC 6101 §5.6.1.3. */
export function readServerHello(
  body: ByteReader,
  place: Place & { readonly recordVersion: number },
  negotiated: Negotiated,
): ServerHelloFact {
  const { recordVersion, ...at } = place
  const helloVersion = body.u16('the version')
  const random = body.take(32, 'the random')
  const session = body.vector(1, 'the session id').rest()
  const code = body.u16('the suite')
  const compression = body.u8('the compression')
  const { extensions, types, said } = readExtensions(body, readers)
  body.end('the extensions')
  const version = said.version ?? helloVersion
  if (body.ok) Object.assign(negotiated, { version, suite: suiteByCode(code) })
  const downgradedFrom = hidesHandshake({ ...negotiated, version })
    ? undefined
    : downgradeIn(random)
  return {
    kind: isRetry(random) ? 'hello-retry-request' : 'server-hello',
    ...at,
    recordVersion: versionName(recordVersion),
    helloVersion: versionName(helloVersion),
    version: versionName(version),
    suite: suiteLabel(code),
    compression: compressionName(compression),
    sessionIdBytes: session.byteLength,
    resumed: hidesHandshake({ ...negotiated, version })
      ? types.has(extension.preSharedKey)
      : session.byteLength > 0 && same(session, negotiated.offeredSession),
    extensions,
    secureRenegotiation: types.has(extension.renegotiationInfo),
    ...defined({ downgradedFrom, alpn: said.alpn, group: said.group }),
  }
}

/** In a Hello Retry Request the group alone, else with the server's share behind it. */
function keyShare(body: ByteReader): Partial<Said> {
  const group = groupName(body.u16('a group'))
  if (body.left > 0) body.vector(2, 'the key share')
  return { group }
}

/** RFC 8446 §4.1.3: SHA-256 of "HelloRetryRequest". */
const retryRandom = Buffer.from(
  'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c',
  'hex',
)

function isRetry(random: Uint8Array): boolean {
  return same(random, retryRandom)
}

/** RFC 8446 §4.1.3: the last eight bytes of the random tell of a newer version. */
function downgradeIn(random: Uint8Array): ServerHelloFact['downgradedFrom'] {
  const tail = Buffer.from(random.subarray(24)).toString('latin1')
  if (tail === 'DOWNGRD\u0001') return 'TLSv1.3'
  return tail === 'DOWNGRD\u0000' ? 'TLSv1.2' : undefined
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
