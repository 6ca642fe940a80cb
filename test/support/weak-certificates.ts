import { execFileSync } from 'node:child_process'
import { getDiffieHellman } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A key as `openssl genpkey` names it, and the digest that its holder signs with. */
export interface WeakShape {
  /** `RSA 512`, `EC secp112r1`, `EC P-256 explicit` … */
  readonly key: string
  readonly digest?: 'sha256' | 'sha1' | 'md5'
}

export interface WeakChain {
  /** PEM: the root, the certificate for localhost and its key. */
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/**
 * A root and a certificate for localhost as nobody should have them today, made by the
 * OpenSSL of the system: our own library makes none.
 */
export function weakChain(root: WeakShape, leaf: WeakShape): WeakChain {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-weak-'))
  const openssl = (...words: string[]): void => {
    execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' })
  }
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8')
  try {
    for (const [name, { key }] of Object.entries({ root, leaf })) {
      openssl('genpkey', ...keyWords(key), '-out', `${name}.key`)
    }
    const signed = [`-${root.digest ?? 'sha256'}`, '-days', '30']
    openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      'root.key',
      ...signed,
      '-subj',
      '/CN=Weak root',
      '-out',
      'ca.pem',
    )
    openssl('req', '-new', '-key', 'leaf.key', '-subj', '/CN=localhost', '-out', 'leaf.csr')
    writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1')
    const by = ['-CA', 'ca.pem', '-CAkey', 'root.key', '-set_serial', '5', '-extfile', 'names']
    openssl('x509', '-req', '-in', 'leaf.csr', ...by, ...signed, '-out', 'leaf.pem')
    return { ca: text('ca.pem'), cert: text('leaf.pem'), key: text('leaf.key') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Diffie-Hellman parameters as PEM: SEQUENCE of prime and generator. */
export function dhParameters(bits: 1024 | 2048): string {
  const prime = getDiffieHellman(bits === 1024 ? 'modp2' : 'modp14').getPrime()
  const body = Buffer.concat([der(2, Buffer.from([0]), prime), der(2, Buffer.from([2]))])
  const base64 = der(0x30, body).toString('base64')
  return `-----BEGIN DH PARAMETERS-----\n${base64}\n-----END DH PARAMETERS-----\n`
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), body])
}

function keyWords(key: string): string[] {
  const [kind = '', size = '', form = 'named_curve'] = key.split(' ')
  if (kind === 'RSA') return ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${size}`]
  return [
    '-algorithm',
    'EC',
    '-pkeyopt',
    `ec_paramgen_curve:${size}`,
    '-pkeyopt',
    `ec_param_enc:${form}`,
  ]
}
