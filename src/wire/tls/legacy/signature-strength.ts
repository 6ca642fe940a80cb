/** How much a signature on a certificate is worth today, by the OID of its algorithm. */
export type SignatureStrength = 'strong' | 'sha1' | 'broken' | 'unknown'

const strengths: Readonly<Record<string, SignatureStrength>> = {
  '1.2.840.113549.1.1.11': 'strong', // sha256WithRSAEncryption
  '1.2.840.113549.1.1.12': 'strong',
  '1.2.840.113549.1.1.13': 'strong',
  '1.2.840.113549.1.1.14': 'strong', // sha224
  '1.2.840.10045.4.3.2': 'strong', // ecdsa-with-SHA256
  '1.2.840.10045.4.3.3': 'strong',
  '1.2.840.10045.4.3.4': 'strong',
  '2.16.840.1.101.3.4.3.1': 'strong', // dsa-with-sha224
  '2.16.840.1.101.3.4.3.2': 'strong', // dsa-with-sha256
  '1.3.101.112': 'strong', // Ed25519
  '1.2.840.113549.1.1.5': 'sha1', // sha1WithRSAEncryption
  '1.3.14.3.2.29': 'sha1',
  '1.2.840.10040.4.3': 'sha1', // dsa-with-sha1
  '1.2.840.10045.4.1': 'sha1', // ecdsa-with-SHA1
  '1.2.840.113549.1.1.2': 'broken', // md2
  '1.2.840.113549.1.1.3': 'broken', // md4
  '1.2.840.113549.1.1.4': 'broken', // md5
}

/** Judges a signature algorithm. */
export function signatureStrength(oid: string): SignatureStrength {
  return strengths[oid] ?? 'unknown'
}
