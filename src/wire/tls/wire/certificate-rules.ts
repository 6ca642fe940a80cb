import { extensionList } from './certificate.ts'
import { generalName } from './certificate-extensions.ts'
import { derChildren, derTag, oidText, readDer, type DerValue } from './der.ts'
import type { SeenCertificate } from './facts.ts'

/** What a certificate demands of those who verify it, and of those below it (RFC 5280 §4.2). */
export interface CertificateRules {
  /** Object identifiers of what it marks critical and our library does not know. */
  readonly unknownCritical: readonly string[]
  /** How many CAs may stand below it, before the last certificate. */
  readonly pathLength?: number
  /** Present: the names below it are bound. */
  readonly names?: NameRules
}

/** Of the kinds of names that can be shown; of others the lists say nothing. */
interface NameRules {
  readonly permitted: readonly string[]
  readonly excluded: readonly string[]
}

const basicConstraints = '2.5.29.19'
const nameConstraints = '2.5.29.30'

/** As OpenSSL does (`X509_supported_extension`). */
const known: ReadonlySet<string> = new Set([
  '2.5.29.15', // keyUsage
  '2.5.29.17', // subjectAltName
  basicConstraints,
  nameConstraints,
  '2.5.29.31', // cRLDistributionPoints
  '2.5.29.32', // certificatePolicies
  '2.5.29.33', // policyMappings
  '2.5.29.36', // policyConstraints
  '2.5.29.37', // extKeyUsage
  '2.5.29.54', // inhibitAnyPolicy
  '2.16.840.1.113730.1.1', // netscapeCertType
  '1.3.6.1.5.5.7.1.7', // ipAddrBlocks
  '1.3.6.1.5.5.7.1.8', // autonomousSysIds
  '1.3.6.1.5.5.7.1.14', // proxyCertInfo
])

/** Reads them; of what is no DER it finds nothing. */
export function rulesOf({ der }: Pick<SeenCertificate, 'der'>): CertificateRules {
  const list = extensionList(Buffer.from(der, 'base64'))
  const unknownCritical = list
    .filter(isCritical)
    .map(oidOf)
    .filter((oid) => !known.has(oid))
  return { unknownCritical, ...pathLengthIn(list), ...namesIn(list) }
}

function oidOf(extension: DerValue): string {
  return oidText(derChildren(extension)[0])
}

function isCritical(extension: DerValue): boolean {
  const [, flag] = derChildren(extension)
  return flag?.tag === derTag.boolean && flag.body[0] !== 0
}

function valueOf(list: readonly DerValue[], oid: string): DerValue | undefined {
  const extension = list.find((one) => oidOf(one) === oid)
  const octets = derChildren(extension).at(-1)
  return octets?.tag === derTag.octetString ? readDer(octets.body) : undefined
}

function pathLengthIn(list: readonly DerValue[]): Pick<CertificateRules, 'pathLength'> {
  const number = derChildren(valueOf(list, basicConstraints)).find(
    ({ tag }) => tag === derTag.integer,
  )
  if (number === undefined || number.body.byteLength > 4) return {}
  return { pathLength: Number.parseInt(`0${Buffer.from(number.body).toString('hex')}`, 16) }
}

/** RFC 5280 §4.2.1.10: [0] holds what is permitted, [1] what is not, each a list of subtrees. */
function namesIn(list: readonly DerValue[]): Pick<CertificateRules, 'names'> {
  const value = valueOf(list, nameConstraints)
  if (value === undefined) return {}
  const subtrees = (tag: number): string[] =>
    derChildren(derChildren(value).find((one) => one.tag === tag)).flatMap((subtree) =>
      derChildren(subtree).slice(0, 1).flatMap(boundName),
    )
  return { names: { permitted: subtrees(0xa0), excluded: subtrees(0xa1) } }
}

/** Of an address a subtree has the mask behind it. */
function boundName(name: DerValue): string[] {
  const { tag, body } = name
  if (tag !== 0x87 || body.byteLength !== 8) return generalName(name)
  return [`${body.subarray(0, 4).join('.')}/${body.subarray(4).join('.')}`]
}
