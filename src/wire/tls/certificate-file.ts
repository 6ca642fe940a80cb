import { createPrivateKey, pbkdf2Sync, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { defined } from '../../base/defined.ts'
import { describeCause, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { isKeyOf, type IssuedCertificate } from './authority.ts'
import { validityOf } from './certificate-parts.ts'
import { bareBase64, certificateText, cutBlocks } from './certificate-text.ts'
import { chosenKey } from './chosen-key.ts'
import type { Text } from './explanation/explanation.ts'
import { certificateNames, certificatesIn, pemBlocks } from './pem.ts'
import { PfxProblem } from './pfx/pfx-problem.ts'
import { readPfx, type PfxContent } from './pfx/read-pfx.ts'
import { isCertificateMessage } from './trust-file.ts'

/**
 * The library derives keys in JavaScript, a hundred times slower, and from the low bytes of
 * the characters: PKCS #5 wants those of UTF-8 (RFC 8018 §3, as OpenSSL and Windows write).
 */
forge.pkcs5.pbkdf2 = ((
  password: string | null,
  salt: string,
  ...rest: [number, number, Digest?]
) => {
  const [rounds, length, digest] = rest
  const name = digest?.algorithm ?? 'sha1'
  const bytes = [Buffer.from(password ?? ''), Buffer.from(salt, 'latin1')] as const
  return pbkdf2Sync(...bytes, rounds, length, name).toString('latin1')
}) as unknown as typeof forge.pkcs5.pbkdf2

interface Digest {
  readonly algorithm: string
}

/** What is asked of a file. */
export interface CertificateFileOptions {
  /** Its name, for messages. */
  readonly file: string
  readonly password?: string
  /** Which key is meant, where it holds several: by its name in the file or its certificate's. */
  readonly key?: string
}

/**
 * Reads a certificate with its key from PEM (in UTF-16 too), PFX (PKCS #12) or a PFX in Base64;
 * the old RC2 and 3DES ones that Windows exports too, which OpenSSL 3 refuses.
 *
 * @returns the leaf first, its intermediates after it; the key as unencrypted PKCS #8
 * @throws HikyakuError certificate-unreadable, saying what is wrong; pfx-encryption-unknown,
 * certificate-keys-several
 */
export function readCertificateFile(
  bytes: Uint8Array,
  options: CertificateFileOptions,
): IssuedCertificate {
  const { file, password } = options
  const refuse: Refuse = ({ ja, en }, cause) =>
    new HikyakuError('certificate-unreadable', { file, detail: en, detailJa: ja }, { cause })
  try {
    const text = certificateText(bytes)
    const found = text.includes('-----BEGIN ')
      ? fromPem(text, password, refuse)
      : fromPfx(bareBase64(text) ?? bytes, password, refuse)
    const { pem: keyPem } = chosenKey(found, options)
    const certificates = found.certificates.map(({ pem }) => pem)
    return datesKnown(inOrder({ certificates, keyPem }, refuse), refuse)
  } catch (error) {
    if (isUnknownEncryption(error)) {
      const detail = describeCause(error)
      throw new HikyakuError('pfx-encryption-unknown', { file, detail }, { cause: error })
    }
    throw isHikyakuError(error) ? error : refuse(broken(error), error)
  }
}

/** What is wrong with a file, in both languages. */
const problems = {
  noCertificate: { ja: '証明書が入っていません', en: 'there is no certificate in it' },
  noKey: { ja: '秘密鍵が入っていません', en: 'there is no private key in it' },
  certificateAlone: {
    ja: '証明書だけで、秘密鍵が入っていません',
    en: 'it is a certificate alone, without its private key',
  },
  certificatesAlone: {
    ja: '証明書だけ（PKCS #7）で、秘密鍵が入っていません',
    en: 'it is PKCS #7, which holds certificates and no private key',
  },
  trustedBlock: {
    ja: 'OpenSSL 独自の形式（TRUSTED CERTIFICATE）の証明書が入っています。openssl x509 で CERTIFICATE に変換してください',
    en: 'it holds a certificate in OpenSSL’s own form (TRUSTED CERTIFICATE); convert it to CERTIFICATE with openssl x509',
  },
  needsPassword: {
    ja: '秘密鍵を読むにはパスワードが必要です（--password-file）',
    en: 'the private key needs a password (--password-file)',
  },
  oldEncryption: {
    ja: '秘密鍵が、解読されうる古い方式（DES）で暗号化されています。openssl pkcs8 -topk8 -provider legacy -provider default で AES に変換してください',
    en: 'the private key is encrypted in an old way that is broken (DES); convert it to AES with openssl pkcs8 -topk8 -provider legacy -provider default',
  },
  openSsh: {
    ja: '秘密鍵が OpenSSH の形式です。ssh-keygen -p -m PKCS8 -f FILE で PKCS #8 に変換してください',
    en: 'the private key has the form of OpenSSH; convert it to PKCS #8 with ssh-keygen -p -m PKCS8 -f FILE',
  },
  wrongPassword: { ja: 'パスワードが違います', en: 'wrong password' },
  noForm: { ja: 'PEM でも PFX でもありません', en: 'it is neither PEM nor PFX' },
  noDates: {
    ja: '有効期間を読み取れない証明書が入っています',
    en: 'the dates of a certificate in it cannot be read',
  },
  noPair: {
    ja: '秘密鍵と証明書の組み合わせが正しくありません',
    en: 'the private key does not belong to the certificate',
  },
} as const

/** What nobody can say the end of cannot be watched either. */
function datesKnown(made: IssuedCertificate, refuse: Refuse): IssuedCertificate {
  const isDateless = certificatesIn(made.chainPem).some(
    ({ text }) => validityOf(new X509Certificate(text)) === undefined,
  )
  if (isDateless) throw refuse(problems.noDates)
  return made
}

function broken(cause: unknown): Text {
  const detail = describeCause(cause)
  return { ja: `内容を解釈できません（${detail}）`, en: `what is in it cannot be read (${detail})` }
}

/** The library for PFX knows RC2-40 and 3DES of old, but not RC4, DES or CAMELLIA. */
function isUnknownEncryption(error: unknown): boolean {
  return /unsupported|not[ -](?:a )?supported/i.test(describeCause(error))
}

type Refuse = (problem: Text, cause?: unknown) => HikyakuError

function fromPem(text: string, password: string | undefined, refuse: Refuse): PfxContent {
  const { blocks, cut } = pemBlocks(text)
  if (cut > 0) throw refuse(cutBlocks(blocks.length + cut, cut))
  const others = blocks.find(({ name }) => name === 'TRUSTED CERTIFICATE')
  if (others !== undefined) throw refuse(problems.trustedBlock)
  const certificates = blocks
    .filter(({ name }) => certificateNames.has(name))
    .map(({ body }) => ({ pem: new X509Certificate(Buffer.from(body, 'base64')).toString() }))
  if (certificates.length === 0) throw refuse(problems.noCertificate)
  const keys = blocks
    .filter(({ name }) => name.endsWith('PRIVATE KEY'))
    .map((block) => ({ pem: plainKey(block.text, password, refuse) }))
  if (keys.length === 0) throw refuse(problems.noKey)
  return { certificates, keys }
}

function plainKey(key: string, password: string | undefined, refuse: Refuse): string {
  const encrypted = key.includes('ENCRYPTED')
  if (key.includes('BEGIN OPENSSH ')) throw refuse(problems.openSsh)
  if (isEncryptedByDes(key)) throw refuse(problems.oldEncryption)
  if (encrypted && password === undefined) throw refuse(problems.needsPassword)
  try {
    return createPrivateKey({ key, ...defined({ passphrase: password }) })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString()
  } catch (error) {
    throw refuse(encrypted ? problems.wrongPassword : broken(error), error)
  }
}

/** RFC 1423's own header, or one of RFC 8018 §A.3's schemes with DES or RC2 in PKCS #8. */
function isEncryptedByDes(key: string): boolean {
  if (/^DEK-Info: DES-CBC,/m.test(key)) return true
  const body = key.replaceAll(/-----[^-]+-----|\s/g, '')
  const der = key.includes('ENCRYPTED PRIVATE') ? Buffer.from(body, 'base64') : Buffer.alloc(0)
  return /2a864886f70d0105(?:01|03|04|06|0a|0b)/.test(der.subarray(0, 64).toString('hex'))
}

function fromPfx(bytes: Uint8Array, password: string | undefined, refuse: Refuse): PfxContent {
  const content = pfxContent(bytes, password, refuse)
  if (content.keys.length === 0) throw refuse(problems.noKey)
  if (content.certificates.length === 0) throw refuse(problems.noCertificate)
  return content
}

function pfxContent(bytes: Uint8Array, password: string | undefined, refuse: Refuse): PfxContent {
  try {
    return readPfx(bytes, password)
  } catch (error) {
    if (!(error instanceof PfxProblem) || error.kind === 'not-supported') throw error
    throw refuse(problemOfPfx(error, bytes, password), error)
  }
}

/** A file without a password has the empty one, so it is tried before one is asked for. */
function problemOfPfx({ kind }: PfxProblem, bytes: Uint8Array, password: string | undefined): Text {
  if (kind === 'wrong-password') {
    return password === undefined ? problems.needsPassword : problems.wrongPassword
  }
  if (isCertificateMessage(bytes)) return problems.certificatesAlone
  return isCertificate(bytes) ? problems.certificateAlone : problems.noForm
}

function isCertificate(der: Uint8Array): boolean {
  try {
    return new X509Certificate(Buffer.from(der)).raw.length > 0
  } catch {
    return false
  }
}

interface Found {
  readonly certificates: readonly string[]
  readonly keyPem: string
}

/** The certificate of the key first, then each one's issuer. */
function inOrder({ certificates, keyPem }: Found, refuse: Refuse): IssuedCertificate {
  const leaf = certificates.find((pem) => isKeyOf(keyPem, pem))
  if (leaf === undefined) throw refuse(problems.noPair)
  const chain = [new X509Certificate(leaf)]
  const others = certificates.map((pem) => new X509Certificate(pem))
  for (let top = chain[0]; top !== undefined;) {
    const below = top
    top = others.find(
      (one) => !chain.some((known) => known.raw.equals(one.raw)) && below.checkIssued(one),
    )
    if (top !== undefined) chain.push(top)
  }
  return { chainPem: chain.map((one) => one.toString()).join(''), keyPem }
}
