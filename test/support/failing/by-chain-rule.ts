// The library below needs it before anything of its own.
import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { weakChain } from '../weak-certificates.ts'
import type { CertificateShape } from '../legacy/authority.ts'
import { opensslServer } from '../openssl-server.ts'
import { serving, type FailingCase, type FailingServer, type Made } from './failing-case.ts'

/** Chains to a root that we trust, which break a rule of X.509 all the same. */

type Open = (made: Made) => Promise<FailingServer>

/** A CA of the root that issues a good certificate. */
function below(shape: CertificateShape): Open {
  return async ({ root }) => {
    const issuer = await root.issue({ name: 'Issuing CA', ca: true, ...shape })
    return serving(await issuer.issue(), issuer)
  }
}

export const unknownCritical = new x509.Extension('1.2.3.4.5', true, new Uint8Array([5, 0]))

const bulky = new x509.Extension('1.2.3.4.6', false, new Uint8Array(40_000))

/** NameConstraints: permittedSubtrees [0], one dNSName. */
function permitting(name: string): x509.Extension {
  const tagged = (tag: number, body: Buffer): Buffer =>
    Buffer.concat([Buffer.from([tag, body.byteLength]), body])
  const subtrees = tagged(0xa0, tagged(0x30, tagged(0x82, Buffer.from(name))))
  return new x509.Extension('2.5.29.30', true, new Uint8Array(tagged(0x30, subtrees)))
}

export const caseByChainRule: readonly Pick<
  FailingCase,
  'cause' | 'server' | 'open' | 'said' | 'trust'
>[] = [
  {
    cause: 'issuer-is-no-ca',
    server: {
      ja: '認証局ではない証明書が発行した証明書',
      en: 'a certificate that was issued by one which is no CA',
    },
    open: below({ name: 'No CA at all', ca: false, names: [] }),
    said: /^No CA at all/,
  },
  {
    cause: 'issuer-is-no-ca',
    server: {
      ja: '証明書の発行を許されていない（keyCertSign のない）認証局の証明書',
      en: 'a certificate of a CA without keyCertSign',
    },
    open: below({ keyUsage: x509.KeyUsageFlags.digitalSignature }),
    said: /^Issuing CA/,
  },
  {
    cause: 'path-length-exceeded',
    server: {
      ja: '中間認証局の数の制限（pathlen）を超えた証明書',
      en: 'a chain with one more CA than its pathlen allows',
    },
    open: oneTooMany,
    said: /below Issuing CA .*pathlen 0/,
  },
  {
    cause: 'critical-extension',
    server: {
      ja: '未知の critical 拡張がある証明書',
      en: 'a certificate with a critical extension that nobody knows',
    },
    open: async ({ root }) => serving(await root.issue({ extensions: [unknownCritical] })),
    said: /certificate localhost .*1\.2\.3\.4\.5/,
  },
  {
    cause: 'critical-extension',
    server: {
      ja: '未知の critical 拡張がある中間認証局の証明書',
      en: 'a certificate of a CA with a critical extension that nobody knows',
    },
    open: below({ extensions: [unknownCritical] }),
    said: /certificate Issuing CA .*1\.2\.3\.4\.5/,
  },
  {
    cause: 'name-not-permitted',
    server: {
      ja: '認証局の名前制約の外にある名前の証明書',
      en: 'a certificate for a name outside of the name constraints of its CA',
    },
    open: below({ extensions: [permitting('edi.example')] }),
    said: /localhost, 127\.0\.0\.1, which its CA Issuing CA .*permitted: edi\.example/,
  },
  {
    cause: 'server-key-usage',
    server: {
      ja: 'キー使用法が証明書への署名だけの証明書',
      en: 'a certificate whose key may only sign certificates',
    },
    open: async ({ root }) =>
      serving(await root.issue({ keyUsage: x509.KeyUsageFlags.keyCertSign })),
    said: /keyCertSign/,
  },
  {
    cause: 'certificate-list-too-large',
    server: {
      ja: '証明書を 100 KB 以上送るサーバー',
      en: 'a server that sends more than 100 KB of certificates',
    },
    open: bulkyList,
  },
  {
    cause: 'server-chain-invalid',
    server: {
      ja: '署名が発行元の鍵に合わない証明書',
      en: 'a certificate with a signature that is not by its issuer',
    },
    open: forged,
  },
  {
    cause: 'explicit-curve',
    server: {
      ja: '楕円曲線を数値（明示パラメータ）で示す認証局の証明書',
      en: 'a certificate of a CA whose curve is given by its numbers',
    },
    ...explicit(),
  },
]

async function oneTooMany({ root }: Made): Promise<FailingServer> {
  const upper = await root.issue({ name: 'Issuing CA', ca: true, pathLength: 0 })
  const lower = await upper.issue({ name: 'One CA too many', ca: true })
  return serving(await lower.issue(), lower, upper)
}

async function bulkyList({ root, leaf }: Made): Promise<FailingServer> {
  const more = await root.issue({ name: 'Another CA', ca: true, extensions: [bulky] })
  return serving(leaf, more, more, more)
}

/** As if somebody had changed it on its way: the last byte of its signature is another. */
async function forged({ root }: Made): Promise<FailingServer> {
  const leaf = await root.issue()
  const { raw } = new X509Certificate(leaf.pem)
  raw.writeUInt8(raw.readUInt8(raw.length - 1) ^ 1, raw.length - 1)
  const base64 = raw.toString('base64')
  const pem = `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`
  return serving({ ...leaf, pem })
}

/** OpenSSL serves no such certificate of its own, but what is above it. */
function explicit(): Pick<FailingCase, 'open' | 'trust' | 'said'> {
  let made: ReturnType<typeof weakChain> | undefined
  const chain = (): ReturnType<typeof weakChain> =>
    (made ??= weakChain({ key: 'EC P-256 explicit' }, { key: 'RSA 2048' }))
  return {
    open: () => {
      const { ca, cert, key } = chain()
      return opensslServer({ cert, key, chain: ca })
    },
    trust: () => Promise.resolve([chain().ca]),
    said: /certificate Weak root/,
  }
}
