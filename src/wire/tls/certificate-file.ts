import { createPrivateKey, pbkdf2Sync, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { defined } from '../../base/defined.ts'
import { describeCause, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import { isKeyOf, type IssuedCertificate } from './authority.ts'
import { validityOf } from './certificate-parts.ts'
import type { Text } from './explanation/explanation.ts'

/**
 * The library derives keys in JavaScript, a hundred times slower, and from the low bytes of
 * the characters: PKCS #5 wants those of UTF-8 (RFC 8018 §3, as OpenSSL and Windows write).
 */
forge.pkcs5.pbkdf2 = ((password: string, salt: string, ...rest: [number, number, Digest?]) => {
  const [rounds, length, digest] = rest
  const name = digest?.algorithm ?? 'sha1'
  const bytes = [Buffer.from(password), Buffer.from(salt, 'latin1')] as const
  return pbkdf2Sync(...bytes, rounds, length, name).toString('latin1')
}) as unknown as typeof forge.pkcs5.pbkdf2

interface Digest {
  readonly algorithm: string
}

const certificateBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g
const keyBlock =
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[\s\S]+?-----END (?:[A-Z]+ )?PRIVATE KEY-----/

/**
 * Reads a certificate with its key from PEM or PFX (PKCS #12), the old RC2 and 3DES
 * ones that Windows exports too, which OpenSSL 3 refuses.
 *
 * @param file its name, for messages
 * @returns the leaf first, its intermediates after it; the key as unencrypted PKCS #8
 * @throws HikyakuError certificate-unreadable, saying what is wrong; pfx-encryption-unknown
 */
export function readCertificateFile(
  bytes: Uint8Array,
  options: { readonly file: string; readonly password?: string },
): IssuedCertificate {
  const { file, password } = options
  const refuse: Refuse = ({ ja, en }, cause) =>
    new HikyakuError('certificate-unreadable', { file, detail: en, detailJa: ja }, { cause })
  try {
    const text = Buffer.from(bytes).toString('latin1')
    const found = text.includes('-----BEGIN ')
      ? fromPem(text, password, refuse)
      : fromPfx(bytes, password, refuse)
    return datesKnown(inOrder(found, refuse), refuse)
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
  const all = made.chainPem.match(certificateBlock) ?? []
  const unknown = all.some((pem) => validityOf(new X509Certificate(pem)) === undefined)
  if (unknown) throw refuse(problems.noDates)
  return made
}

function broken(cause: unknown): Text {
  const detail = describeCause(cause)
  return { ja: `内容を解釈できません（${detail}）`, en: `what is in it cannot be read (${detail})` }
}

/** The library for PFX knows RC2-40 and 3DES of old, but not RC4, DES or CAMELLIA. */
function isUnknownEncryption(error: unknown): boolean {
  return /unsupported|not a supported/i.test(describeCause(error))
}

interface Found {
  readonly certificates: readonly string[]
  readonly keyPem: string
}

type Refuse = (problem: Text, cause?: unknown) => HikyakuError

function fromPem(text: string, password: string | undefined, refuse: Refuse): Found {
  const certificates = text.match(certificateBlock)
  if (certificates === null) throw refuse(problems.noCertificate)
  const key = keyBlock.exec(text)?.[0]
  if (key === undefined) throw refuse(problems.noKey)
  return { certificates, keyPem: plainKey(key, password, refuse) }
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

function fromPfx(bytes: Uint8Array, password: string | undefined, refuse: Refuse): Found {
  const pfx = openPfx(bytes, password, refuse)
  const keys = [forge.pki.oids['pkcs8ShroudedKeyBag'], forge.pki.oids['keyBag']].flatMap((type) =>
    type === undefined ? [] : (pfx.getBags({ bagType: type })[type] ?? []),
  )
  const [key] = keys
  if (key === undefined) throw refuse(problems.noKey)
  const certificateType = forge.pki.oids['certBag'] ?? ''
  const certificates = (pfx.getBags({ bagType: certificateType })[certificateType] ?? []).map(
    (bag) => pemOfDer(forge.asn1.toDer(certificateAsn1(bag)).getBytes()),
  )
  if (certificates.length === 0) throw refuse(problems.noCertificate)
  const forms = key.key
    ? [
        forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key.key)),
        ...pssForms(key, certificates),
      ]
    : [key.asn1]
  const pems = forms.map((asn1) =>
    createPrivateKey({ key: derOf(asn1), format: 'der', type: 'pkcs8' })
      .export({ type: 'pkcs8', format: 'pem' })
      .toString(),
  )
  const fitting = pems.find((pem) => certificates.some((one) => isKeyOf(pem, one)))
  return { certificates, keyPem: fitting ?? pems[0] ?? '' }
}

function derOf(asn1: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
}

/**
 * The library takes every RSA key for one of PKCS #1. What a key of RSA-PSS is for stands in
 * its certificate too, from which it is taken (RFC 4055 §1.2).
 */
function pssForms({ key }: forge.pkcs12.Bag, certificates: readonly string[]): forge.asn1.Asn1[] {
  return certificates.flatMap((pem) => {
    const { publicKey } = new X509Certificate(pem)
    if (key === undefined || publicKey.asymmetricKeyType !== 'rsa-pss') return []
    const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('latin1')
    const { value } = forge.asn1.fromDer(forge.util.createBuffer(spki))
    const [algorithm] = Array.isArray(value) ? value : []
    if (algorithm === undefined) return []
    const { create, Class, Type } = forge.asn1
    const bare = forge.asn1.toDer(forge.pki.privateKeyToAsn1(key)).getBytes()
    return [
      create(Class.UNIVERSAL, Type.SEQUENCE, true, [
        create(Class.UNIVERSAL, Type.INTEGER, false, '\0'),
        algorithm,
        create(Class.UNIVERSAL, Type.OCTETSTRING, false, bare),
      ]),
    ]
  })
}

/** The library parses RSA certificates only; of others it keeps the structure. */
function certificateAsn1(bag: forge.pkcs12.Bag): forge.asn1.Asn1 {
  return bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1
}

function openPfx(
  bytes: Uint8Array,
  password: string | undefined,
  refuse: Refuse,
): forge.pkcs12.Pkcs12Pfx {
  const der = forge.util.createBuffer(Buffer.from(bytes).toString('latin1'))
  let structure: forge.asn1.Asn1
  try {
    structure = forge.asn1.fromDer(der)
  } catch (error) {
    throw refuse(problems.noForm, error)
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(structure, false, password ?? '')
  } catch (error) {
    if (isUnknownEncryption(error)) throw error
    throw refuse(problemOfPfx(error, bytes, password), error)
  }
}

/** A file without a password has the empty one, so it is tried before one is asked for. */
function problemOfPfx(error: unknown, bytes: Uint8Array, password: string | undefined): Text {
  const said = describeCause(error)
  if (/password|MAC/i.test(said)) {
    return password === undefined ? problems.needsPassword : problems.wrongPassword
  }
  if (!said.includes('not an PKCS#12')) return broken(error)
  return isCertificate(bytes) ? problems.certificateAlone : problems.noForm
}

function isCertificate(der: Uint8Array): boolean {
  try {
    return new X509Certificate(Buffer.from(der)).raw.length > 0
  } catch {
    return false
  }
}

function pemOfDer(der: string): string {
  return new X509Certificate(Buffer.from(der, 'latin1')).toString()
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
