import { getDiffieHellman } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CertificateShape } from '../legacy/authority.ts'
import { opensslServer } from '../openssl-server.ts'
import { deaf, rawServer } from '../raw-server.ts'
import type { FailingCase, FailingServer, Made } from './failing-case.ts'

/** Real servers whose versions, suites or keys do not fit ours. */

function openssl(...options: string[]): (made: Made) => Promise<FailingServer> {
  return ({ leaf }) => opensslServer({ cert: leaf.pem, key: leaf.keyPem, options })
}

/** A certificate that OpenSSL takes on its lowest security level only. */
function withWeak(shape: CertificateShape): (made: Made) => Promise<FailingServer> {
  return async ({ root }) => {
    const { pem, keyPem } = await root.issue(shape)
    return opensslServer({ cert: pem, key: keyPem, options: ['-cipher', 'DEFAULT:@SECLEVEL=0'] })
  }
}

/** `openssl s_server` with a prime of 1024 bits, as PEM: SEQUENCE of prime and generator. */
async function withSmallPrime({ leaf }: Made): Promise<FailingServer> {
  const prime = getDiffieHellman('modp2').getPrime()
  const integer = Buffer.concat([Buffer.from([2, 0x81, prime.length + 1, 0]), prime])
  const body = Buffer.concat([integer, Buffer.from([2, 1, 2])])
  const der = Buffer.concat([Buffer.from([0x30, 0x81, body.length]), body])
  const pem = `-----BEGIN DH PARAMETERS-----\n${der.toString('base64')}\n-----END DH PARAMETERS-----\n`
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-prime-'))
  const file = join(folder, 'prime.pem')
  writeFileSync(file, pem)
  const cipher = 'DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0'
  const server = await opensslServer({
    cert: leaf.pem,
    key: leaf.keyPem,
    options: ['-tls1_2', '-cipher', cipher, '-dhparam', file],
  })
  const close = async (): Promise<void> => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { port: server.port, close }
}

export const caseBySettings: readonly FailingCase[] = [
  {
    cause: 'no-common-version',
    server: {
      ja: 'TLS 1.3 だけの OpenSSL（こちらは TLS 1.2 まで）',
      en: 'OpenSSL with TLS 1.3 only, while we allow 1.2',
    },
    open: openssl('-tls1_3'),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'no-common-version',
    server: {
      ja: 'TLS 1.0 だけの OpenSSL',
      en: 'OpenSSL with TLS 1.0 only',
    },
    open: openssl('-tls1', '-cipher', 'DEFAULT:@SECLEVEL=0'),
  },
  {
    cause: 'no-common-suite',
    server: {
      ja: 'CAMELLIA の暗号だけの OpenSSL',
      en: 'OpenSSL with suites of CAMELLIA only',
    },
    open: openssl('-tls1_2', '-cipher', 'CAMELLIA128-SHA'),
  },
  {
    cause: 'no-application-protocol',
    server: { ja: 'ALPN が h2 だけの Node.js', en: 'Node.js with h2 only in ALPN' },
    open: ({ leaf }) =>
      rawServer(deaf, { tls: { cert: leaf.pem, key: leaf.keyPem, ALPNProtocols: ['h2'] } }),
  },
  {
    cause: 'small-dh-key',
    server: {
      ja: 'DH の素数が 1024 ビットの OpenSSL',
      en: 'OpenSSL with a Diffie-Hellman prime of 1024 bits',
    },
    open: withSmallPrime,
  },
  {
    cause: 'small-server-key',
    server: { ja: 'RSA 1024 ビットの証明書', en: 'a certificate with RSA 1024' },
    open: withWeak({ bits: 1024 }),
  },
  {
    cause: 'weak-server-signature',
    server: { ja: 'SHA-1 で署名された証明書', en: 'a certificate signed with SHA-1' },
    open: withWeak({ hash: 'SHA-1' }),
  },
]
