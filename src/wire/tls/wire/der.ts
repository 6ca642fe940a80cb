/** One value of DER (X.690): its tag byte, its contents, and the whole with its header. */
export interface DerValue {
  readonly tag: number
  readonly body: Uint8Array
  readonly whole: Uint8Array
}

export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const

/** The first value in some bytes, or nothing if they are no DER. Never throws. */
export function readDer(bytes: Uint8Array): DerValue | undefined {
  const [tag, first] = bytes
  // Tags of more than one byte do not occur in certificates.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  // 0x80 alone would be BER's open length; four bytes are more than any bound here.
  if (first === 0x80 || lengthBytes > 4 || bytes.byteLength < 2 + lengthBytes) return undefined
  let length = lengthBytes === 0 ? first : 0
  for (let at = 0; at < lengthBytes; at += 1) length = length * 256 + (bytes[2 + at] ?? 0)
  const start = 2 + lengthBytes
  if (bytes.byteLength - start < length) return undefined
  return {
    tag,
    body: bytes.subarray(start, start + length),
    whole: bytes.subarray(0, start + length),
  }
}

/** The values inside one, up to the first that is no DER. */
export function derChildren(value: DerValue | undefined): DerValue[] {
  const children: DerValue[] = []
  let rest = value?.body ?? new Uint8Array()
  for (let child = readDer(rest); child !== undefined; child = readDer(rest)) {
    children.push(child)
    rest = rest.subarray(child.whole.byteLength)
  }
  return children
}

/** An object identifier as `1.2.840.113549`. */
export function oidText(value: DerValue | undefined): string {
  if (value?.tag !== derTag.oid || value.body.byteLength > 64) return ''
  const arcs: bigint[] = []
  let arc = 0n
  for (const byte of value.body) {
    arc = arc * 128n + BigInt(byte & 0x7f)
    if (byte >= 0x80) continue
    arcs.push(arc)
    arc = 0n
  }
  const [first = 0n, ...others] = arcs
  const top = first < 80n ? first / 40n : 2n
  return [top, first - top * 40n, ...others].join('.')
}

/** How many bits an unsigned number in bytes has. */
export function bitLength(bytes: Uint8Array): number {
  const start = bytes.findIndex((byte) => byte !== 0)
  if (start < 0) return 0
  return (bytes.byteLength - start) * 8 - (Math.clz32(bytes[start] ?? 0) - 24)
}

/** Upper-case hexadecimal. */
export function hexText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase()
}
