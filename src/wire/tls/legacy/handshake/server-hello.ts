import { illegal, LegacyTlsError } from '../legacy-error.ts'
import { findSuite, suiteText, type Suite } from '../suites.ts'
import { versionCodes, versionOfCode, versionText, type LegacyVersion } from '../versions.ts'
import { StrictReader } from './strict-reader.ts'

/** What was offered, to judge the answer by. */
export interface Offer {
  readonly minVersion: LegacyVersion
  readonly maxVersion: LegacyVersion
  readonly suites: readonly Suite[]
  readonly serverName: boolean
}

export interface ServerHello {
  readonly version: LegacyVersion
  readonly suite: Suite
  readonly random: Buffer
  /** RFC 5746: the server knows of the renegotiation attack. */
  readonly secureRenegotiation: boolean
}

const serverNameExtension = 0
const renegotiationExtension = 0xff01

/**
 * Reads the answer and holds it against the offer.
 *
 * @param agreed learns the version as soon as it is accepted, for the alerts that follow
 */
export function readServerHello(
  body: Buffer,
  offer: Offer,
  agreed: (version: LegacyVersion) => void,
): ServerHello {
  const reader = new StrictReader(body, 'ServerHello')
  const version = acceptVersion(reader.number(2), offer)
  agreed(version)
  const random = reader.take(32)
  const session = reader.vector(1)
  if (session.length > 32) throw illegal('a session id of more than 32 bytes')
  const suite = acceptSuite(reader.number(2), version, offer)
  if (reader.number(1) !== 0) throw illegal('the server picked a compression that was not offered')
  const secureRenegotiation = readExtensions(reader, offer)
  return { version, suite, random, secureRenegotiation }
}

function acceptVersion(code: number, { minVersion, maxVersion }: Offer): LegacyVersion {
  const version = versionOfCode(code)
  const [lowest, highest] = [versionCodes[minVersion], versionCodes[maxVersion]]
  if (version !== undefined && code >= lowest && code <= highest) return version
  throw new LegacyTlsError(
    'ERR_LEGACY_UNSUPPORTED_PROTOCOL',
    `the server answered ${versionText(code)}; allowed are ${versionText(lowest)} to ${versionText(highest)}`,
    'protocol_version',
  )
}

/** The notice's check: the suite must have been offered, and be defined for the version. */
function acceptSuite(code: number, version: LegacyVersion, { suites }: Offer): Suite {
  const suite = findSuite(code)
  const answer = `Algorithm Mismatch: the server answered ${versionText(versionCodes[version])} and picked ${suiteText(code)}, which`
  if (suite === undefined || !suites.some((offered) => offered.code === code)) {
    throw mismatch(`${answer} was not offered`)
  }
  if (!suite.versions.includes(version)) throw mismatch(`${answer} is not defined for it`)
  return suite
}

function mismatch(message: string): LegacyTlsError {
  return new LegacyTlsError('ERR_LEGACY_ALGORITHM_MISMATCH', message, 'illegal_parameter')
}

/** Only what was asked for may be answered (RFC 3546 §2.3), each once. */
function readExtensions(reader: StrictReader, offer: Offer): boolean {
  if (reader.left === 0) return false
  const extensions = new StrictReader(reader.vector(2), 'extensions of ServerHello')
  reader.end()
  const seen = new Set<number>()
  while (extensions.left > 0) {
    const type = extensions.number(2)
    const content = extensions.vector(2)
    if (seen.has(type)) throw illegal(`extension ${type} twice`)
    seen.add(type)
    if (type === renegotiationExtension) checkRenegotiation(content)
    else if (type !== serverNameExtension || !offer.serverName) {
      throw new LegacyTlsError(
        'ERR_LEGACY_UNSUPPORTED_EXTENSION',
        `the server sent extension ${type} unasked`,
        'unsupported_extension',
      )
    }
  }
  return seen.has(renegotiationExtension)
}

/** RFC 5746 §3.4: in a first handshake there is nothing to bind to. */
function checkRenegotiation(content: Buffer): void {
  if (content.length === 1 && content[0] === 0) return
  throw new LegacyTlsError(
    'ERR_LEGACY_RENEGOTIATION_MISMATCH',
    'the server takes this first handshake for a renegotiation',
    'handshake_failure',
  )
}
