import forge from 'node-forge'

/** The structure of DER or BER, as the library for ASN.1 reads it. */
export type Asn1 = forge.asn1.Asn1

/** @throws Error if the bytes are none */
export function asn1Of(bytes: Uint8Array): Asn1 {
  return forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('latin1')))
}

/** What it consists of; nothing of what is no structure. */
export function partsOf(asn1: Asn1 | undefined): readonly Asn1[] {
  return Array.isArray(asn1?.value) ? asn1.value : []
}

/** The bytes of a plain value; of a string in pieces, as BER has it, all of them. */
export function bytesOf(asn1: Asn1 | undefined): Buffer {
  if (asn1 === undefined) return Buffer.alloc(0)
  const { value } = asn1
  return typeof value === 'string'
    ? Buffer.from(value, 'latin1')
    : Buffer.concat(value.map((part) => bytesOf(part)))
}

/** Dotted; empty of what is no object identifier. */
export function oidOf(asn1: Asn1 | undefined): string {
  if (asn1?.type !== forge.asn1.Type.OID || typeof asn1.value !== 'string') return ''
  return forge.asn1.derToOid(asn1.value)
}

/** A small number; -1 of what is none. */
export function numberOf(asn1: Asn1 | undefined): number {
  const bytes = bytesOf(asn1)
  if (asn1?.type !== forge.asn1.Type.INTEGER || bytes.length === 0 || bytes.length > 6) return -1
  return bytes.readIntBE(0, bytes.length)
}

export function derOf(asn1: Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
}
