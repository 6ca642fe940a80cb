import { createHash, createHmac, pbkdf2Sync, X509Certificate } from 'node:crypto'
import forge from 'node-forge'

/** Writes PFX files that no tool at hand does: several keys, odd bags, MACs of today. */

const { Class, Type, create, oidToDer } = forge.asn1
type Asn1 = forge.asn1.Asn1

const sequence = (...parts: Asn1[]): Asn1 => create(Class.UNIVERSAL, Type.SEQUENCE, true, parts)
const set = (...parts: Asn1[]): Asn1 => create(Class.UNIVERSAL, Type.SET, true, parts)
const tagged = (...parts: Asn1[]): Asn1 => create(Class.CONTEXT_SPECIFIC, Type.NONE, true, parts)
const oid = (dotted: string): Asn1 =>
  create(Class.UNIVERSAL, Type.OID, false, oidToDer(dotted).getBytes())
const octets = (bytes: Uint8Array): Asn1 =>
  create(Class.UNIVERSAL, Type.OCTETSTRING, false, Buffer.from(bytes).toString('latin1'))
const integer = (value: number): Asn1 =>
  create(Class.UNIVERSAL, Type.INTEGER, false, forge.asn1.integerToDer(value).getBytes())
const der = (asn1: Asn1): Buffer => Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
const parsed = (bytes: Uint8Array): Asn1 =>
  forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('latin1')))

const pkcs12 = '1.2.840.113549.1.12.10.1'
const pkcs9 = '1.2.840.113549.1.9'

function named(name: string | undefined): Asn1[] {
  if (name === undefined) return []
  const text = create(Class.UNIVERSAL, Type.BMPSTRING, false, name)
  return [set(sequence(oid(`${pkcs9}.20`), set(text)))]
}

/** A key that is not encrypted by itself. */
export function keyBag(keyPem: string, name?: string): Asn1 {
  const key = Buffer.from(keyPem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  return sequence(oid(`${pkcs12}.1`), tagged(parsed(key)), ...named(name))
}

export function certificateBag(pem: string, name?: string): Asn1 {
  const { raw } = new X509Certificate(pem)
  const value = sequence(oid(`${pkcs9}.22.1`), tagged(octets(raw)))
  return sequence(oid(`${pkcs12}.3`), tagged(value), ...named(name))
}

/** A list of revoked certificates, as some tools put beside a chain. */
export function crlBag(): Asn1 {
  const value = sequence(oid(`${pkcs9}.23.1`), tagged(octets(Buffer.from('3000', 'hex'))))
  return sequence(oid(`${pkcs12}.4`), tagged(value))
}

const rounds = 2048
const salt = Buffer.from('practice')

/** RFC 9579: PBMAC1 with PBKDF2 and HMAC, both with SHA-256. */
export function pbmac1(password: string): (content: Buffer) => Asn1 {
  return (content) => {
    const sha256 = sequence(
      oid('1.2.840.113549.2.9'),
      create(Class.UNIVERSAL, Type.NULL, false, ''),
    )
    const pbkdf2 = sequence(octets(salt), integer(rounds), integer(32), sha256)
    const params = sequence(sequence(oid('1.2.840.113549.1.5.12'), pbkdf2), sha256)
    const key = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
    const mac = createHmac('sha256', key).update(content).digest()
    const info = sequence(sequence(oid('1.2.840.113549.1.5.14'), params), octets(mac))
    return sequence(info, octets(Buffer.from('NOT USED')), integer(1))
  }
}

/** PKCS #12's own MAC with SHA-1, for no password at all, not even the empty one. */
export function macWithoutPassword(content: Buffer): Asn1 {
  let key: Buffer = Buffer.concat([Buffer.alloc(64, 3), Buffer.alloc(64, salt)])
  for (let round = 0; round < rounds; round += 1) key = createHash('sha1').update(key).digest()
  const mac = createHmac('sha1', key).update(content).digest()
  const sha1 = sequence(oid('1.3.14.3.2.26'), create(Class.UNIVERSAL, Type.NULL, false, ''))
  return sequence(sequence(sha1, octets(mac)), octets(salt), integer(rounds))
}

/** The whole file; without a MAC if none is given. */
export function pfxOf(bags: readonly Asn1[], mac?: (content: Buffer) => Asn1): Buffer {
  const data = oid('1.2.840.113549.1.7.1')
  const content = der(sequence(sequence(data, tagged(octets(der(sequence(...bags)))))))
  const authSafe = sequence(data, tagged(octets(content)))
  return der(sequence(integer(3), authSafe, ...(mac === undefined ? [] : [mac(content)])))
}
