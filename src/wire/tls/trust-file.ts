import { X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { describeCause, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { bareBase64, certificateText, cutBlocks } from './certificate-text.ts'
import type { Text } from './explanation/explanation.ts'
import { certificateNames, pemBlocks } from './pem.ts'
import { asn1Of, derOf, oidOf, partsOf, type Asn1 } from './pfx/asn1-parts.ts'
import { isPfx } from './pfx/read-pfx.ts'

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
    const text = certificateText(bytes)
    if (text.includes('-----BEGIN ')) return fromBlocks(text, refuse)
    const der = bareBase64(text) ?? Buffer.from(bytes)
    if (isPfx(der)) throw refuse(pfx)
    return fromDer(der)
  } catch (error) {
    if (isHikyakuError(error)) throw error
    const detail = describeCause(error)
    const en = `what is in it cannot be read (${detail})`
    throw refuse({ ja: `内容を解釈できません（${detail}）`, en }, error)
  }
}

function fromBlocks(text: string, refuse: (problem: Text) => HikyakuError): string[] {
  const { blocks, cut } = pemBlocks(text)
  if (cut > 0) throw refuse(cutBlocks(blocks.length + cut, cut))
  const other = blocks.find(({ name }) => !certificateNames.has(name) && name !== 'PKCS7')
  if (other !== undefined) {
    throw refuse({
      ja: `証明書ではない PEM ブロック（${other.name}）が入っています。証明書（CERTIFICATE）だけにしてください`,
      en: `it holds a PEM block that is no certificate (${other.name}); leave CERTIFICATE blocks alone in it`,
    })
  }
  return blocks.flatMap(({ body }) => fromDer(Buffer.from(body, 'base64')))
}

const pfx: Text = {
  ja: 'PFX（PKCS #12）で、秘密鍵が入っています。認証局の証明書だけのファイルを接続先から受け取ってください',
  en: 'it is a PFX (PKCS #12), which holds a private key; ask the partner for the certificates of the CAs alone',
}

/** Whether it is a PKCS #7 message with certificates. */
export function isCertificateMessage(bytes: Uint8Array): boolean {
  return (carriedIn(Buffer.from(bytes)) ?? []).length > 0
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
  const [type, wrapped] = partsOf(parsed(der))
  if (oidOf(type) !== signedData) return undefined
  const certificates = partsOf(partsOf(wrapped)[0]).find(
    ({ tagClass, type: tag }) =>
      tagClass === forge.asn1.Class.CONTEXT_SPECIFIC && tag === forge.asn1.Type.NONE,
  )
  return partsOf(certificates).map(derOf)
}

function parsed(der: Buffer): Asn1 | undefined {
  try {
    return asn1Of(der)
  } catch {
    return undefined
  }
}
