import { X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { describeCause, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import type { Text } from './explanation/explanation.ts'

/**
 * Reads CA certificates as people have them: PEM (one or several), DER, PKCS #7 (p7b), Base64
 * without its frame, in UTF-16 as Windows saves it. What a file is named does not matter, and
 * nothing in it is dropped silently: an anchor that is missed is looked for in vain.
 *
 * @throws HikyakuError certificate-unreadable
 */
export function readTrustFile(bytes: Uint8Array, file: string): string[] {
  const refuse = ({ ja, en }: Text, cause?: unknown): HikyakuError =>
    new HikyakuError('certificate-unreadable', { file, detail: en, detailJa: ja }, { cause })
  try {
    const text = textOf(bytes)
    if (text.includes('-----BEGIN ')) return fromBlocks(text, refuse)
    const bare = /^[A-Za-z0-9+/\s]+=*\s*$/.test(text) ? Buffer.from(text, 'base64') : undefined
    return fromDer(bare ?? Buffer.from(bytes))
  } catch (error) {
    if (isHikyakuError(error)) throw error
    const detail = describeCause(error)
    const en = `what is in it cannot be read (${detail})`
    throw refuse({ ja: `内容を解釈できません（${detail}）`, en }, error)
  }
}

const certificateNames = new Set(['CERTIFICATE', 'X509 CERTIFICATE'])
const block = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/g

function fromBlocks(text: string, refuse: (problem: Text) => HikyakuError): string[] {
  const blocks = [...text.matchAll(block)].map(([, name = '', body = '']) => ({ name, body }))
  const begun = text.match(/-----BEGIN /g)?.length ?? 0
  if (blocks.length !== begun) {
    throw refuse({
      ja: `${begun} 個のうち ${begun - blocks.length} 個の PEM ブロックが途中で切れています`,
      en: `of ${begun} PEM blocks ${begun - blocks.length} are cut off`,
    })
  }
  const other = blocks.find(({ name }) => !certificateNames.has(name) && name !== 'PKCS7')
  if (other !== undefined) {
    throw refuse({
      ja: `証明書ではない PEM ブロック（${other.name}）が入っています。証明書（CERTIFICATE）だけにしてください`,
      en: `it holds a PEM block that is no certificate (${other.name}); leave CERTIFICATE blocks alone in it`,
    })
  }
  return blocks.flatMap(({ body }) => fromDer(Buffer.from(body, 'base64')))
}

/** A certificate, or a PKCS #7 message that carries some. */
function fromDer(der: Buffer): string[] {
  const carried = carriedIn(der)
  const found = carried ?? [der]
  return found.map((one) => new X509Certificate(one).toString())
}

const signedData = '1.2.840.113549.1.7.2'

/** RFC 2315 §9.1; undefined: it is no such message. */
function carriedIn(der: Buffer): Buffer[] | undefined {
  const type = partsOf(parsed(der)).at(0)
  if (type?.type !== forge.asn1.Type.OID || typeof type.value !== 'string') return undefined
  if (forge.asn1.derToOid(type.value) !== signedData) return undefined
  const content = partsOf(partsOf(parsed(der)).at(1)).at(0)
  const certificates = partsOf(content).find(
    ({ tagClass, type: tag }) =>
      tagClass === forge.asn1.Class.CONTEXT_SPECIFIC && tag === forge.asn1.Type.NONE,
  )
  return partsOf(certificates).map((one) => Buffer.from(forge.asn1.toDer(one).getBytes(), 'latin1'))
}

function parsed(der: Buffer): forge.asn1.Asn1 | undefined {
  try {
    return forge.asn1.fromDer(forge.util.createBuffer(der.toString('latin1')))
  } catch {
    return undefined
  }
}

function partsOf(asn1: forge.asn1.Asn1 | undefined): readonly forge.asn1.Asn1[] {
  return Array.isArray(asn1?.value) ? asn1.value : []
}

/** By its mark; without one every byte is a character. */
function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.subarray(2).toString('utf16le')
  if (buffer[0] === 0xfe && buffer[1] === 0xff && buffer.byteLength % 2 === 0) {
    return buffer.subarray(2).swap16().toString('utf16le')
  }
  return buffer.toString('latin1').replace(/^\u00EF\u00BB\u00BF/, '')
}
