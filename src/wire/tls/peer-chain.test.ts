import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import { checkServerIdentity } from 'node:tls'
import * as x509 from '@peculiar/x509'
import { afterEach, describe, expect, test } from 'vitest'

import { call, endAll, failureOf, serve } from '../../../test/support/connecting.ts'
import { oddChain } from '../../../test/support/curves/odd-chain.ts'
import { testRoot, type CertificateShape } from '../../../test/support/legacy/authority.ts'
import { systemClock } from '../../base/clock.ts'
import { hostMismatch } from './peer-chain.ts'

afterEach(endAll)

const root = await testRoot()

/** The runtime's own check with its own form of a certificate, which is safe for RSA keys. */
function nodesOwn(host: string, certificate: X509Certificate): string {
  // eslint-disable-next-line no-restricted-properties -- what ours is compared with
  return checkServerIdentity(host, certificate.toLegacyObject())?.message ?? 'fine'
}

describe('a host name is judged as the runtime judges it, for', () => {
  const hosts = ['a.example', 'b.example', 'x.a.example', '192.0.2.1', '::1', 'A.EXAMPLE.', '']
  test.each<[string, CertificateShape]>([
    ['names', { names: ['a.example', 'b.example'] }],
    ['a wildcard', { names: ['*.a.example'] }],
    ['addresses', { names: ['192.0.2.1', '::1'] }],
    ['a common name', { name: 'a.example', names: [] }],
    ['several of them', { name: 'x,CN=a.example,CN=b.example', names: [] }],
    ['a common name that looks like two', { name: 'x\\, CN=a.example', names: [] }],
    ['a common name that names do not hold', { name: 'a.example', names: ['b.example'] }],
    ['no name at all', { name: '', names: [] }],
    ['an address of mail alone', { name: 'a.example', names: [], extensions: [mailName()] }],
    ['a name with quotes in it', { names: ['a.example, DNS:b.example'] }],
  ])('%s', async (_what, shape) => {
    const certificate = new X509Certificate((await root.issue(shape)).pem)
    for (const host of hosts) {
      const ours = hostMismatch(host, certificate)?.message ?? 'fine'
      expect(ours, host).toBe(nodesOwn(host, certificate))
    }
  })
})

function mailName(): x509.Extension {
  return new x509.SubjectAlternativeNameExtension([{ type: 'email', value: 'b@b.example' }])
}

describe('a trusted chain with a CA on secp256k1', () => {
  const chain = oddChain('secp256k1', 'intermediate')
  const tls = { cert: chain.leaf + chain.intermediate + chain.root, key: chain.keyPem }
  const recording = { host: 'localhost', versions: [], ownChain: [], clock: systemClock }

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('connects, and is on record whole: %s', async (v) => {
    const server = await serve(({ socket }) => socket.resume(), { tls })
    const ours = { ca: chain.root, servername: 'localhost', minVersion: v, maxVersion: v }
    const { certificate, recorder } = await call({ port: server.port, tls: ours, recording })
    expect(certificate?.subject).toBe('CN=localhost')
    const shown = recorder?.record().known?.peerChain.map(({ subject }) => subject)
    expect(shown).toEqual(['CN=localhost', 'CN=Middle secp256k1', 'CN=Root secp256k1'])
  })

  test('is refused for another host name, recorded or not', async () => {
    const server = await serve(({ socket }) => socket.resume(), { tls })
    const ours = { ca: chain.root, servername: 'other.example' }
    for (const seen of [{}, { recording }]) {
      const { error } = await failureOf({ port: server.port, tls: ours, ...seen })
      expect((error as Error).cause).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    }
  })
})
