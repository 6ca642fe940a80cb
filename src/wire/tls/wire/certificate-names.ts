/** Signature algorithms of certificates: name, and the hash where it is part of the name. */
const signatures: ReadonlyMap<string, readonly [name: string, hash?: string]> = new Map([
  ['1.2.840.113549.1.1.2', ['md2WithRSAEncryption', 'md2']],
  ['1.2.840.113549.1.1.3', ['md4WithRSAEncryption', 'md4']],
  ['1.2.840.113549.1.1.4', ['md5WithRSAEncryption', 'md5']],
  ['1.2.840.113549.1.1.5', ['sha1WithRSAEncryption', 'sha1']],
  ['1.3.14.3.2.29', ['sha1WithRSA', 'sha1']],
  ['1.2.840.113549.1.1.11', ['sha256WithRSAEncryption', 'sha256']],
  ['1.2.840.113549.1.1.12', ['sha384WithRSAEncryption', 'sha384']],
  ['1.2.840.113549.1.1.13', ['sha512WithRSAEncryption', 'sha512']],
  ['1.2.840.113549.1.1.14', ['sha224WithRSAEncryption', 'sha224']],
  ['1.2.840.113549.1.1.10', ['rsassaPss']],
  ['1.2.840.10045.4.1', ['ecdsa-with-SHA1', 'sha1']],
  ['1.2.840.10045.4.3.1', ['ecdsa-with-SHA224', 'sha224']],
  ['1.2.840.10045.4.3.2', ['ecdsa-with-SHA256', 'sha256']],
  ['1.2.840.10045.4.3.3', ['ecdsa-with-SHA384', 'sha384']],
  ['1.2.840.10045.4.3.4', ['ecdsa-with-SHA512', 'sha512']],
  ['1.2.840.10040.4.3', ['dsa-with-SHA1', 'sha1']],
  ['2.16.840.1.101.3.4.3.1', ['dsa-with-SHA224', 'sha224']],
  ['2.16.840.1.101.3.4.3.2', ['dsa-with-SHA256', 'sha256']],
  ['1.3.101.112', ['Ed25519']],
  ['1.3.101.113', ['Ed448']],
  ['2.16.840.1.101.3.4.3.17', ['ML-DSA-44']],
  ['2.16.840.1.101.3.4.3.18', ['ML-DSA-65']],
  ['2.16.840.1.101.3.4.3.19', ['ML-DSA-87']],
])

export function signatureOf(oid: string): readonly [name: string, hash?: string] {
  return signatures.get(oid) ?? [oid]
}

/** RFC 4055: the hashes that RSASSA-PSS names in its parameters. */
const hashes: ReadonlyMap<string, string> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
])

export function hashName(oid: string): string | undefined {
  return hashes.get(oid)
}

const keys: ReadonlyMap<string, readonly [kind: string, bits?: number]> = new Map([
  ['1.2.840.113549.1.1.1', ['RSA']],
  ['1.2.840.113549.1.1.10', ['RSA-PSS']],
  ['1.2.840.10045.2.1', ['EC']],
  ['1.2.840.10040.4.1', ['DSA']],
  ['1.3.101.112', ['Ed25519', 256]],
  ['1.3.101.113', ['Ed448', 456]],
  ['2.16.840.1.101.3.4.3.17', ['ML-DSA-44']],
  ['2.16.840.1.101.3.4.3.18', ['ML-DSA-65']],
  ['2.16.840.1.101.3.4.3.19', ['ML-DSA-87']],
])

export function keyKindOf(oid: string): readonly [kind: string, bits?: number] {
  return keys.get(oid) ?? [oid]
}

/** RFC 5280 §4.2.1.3, in the order of its bits. */
export const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const
