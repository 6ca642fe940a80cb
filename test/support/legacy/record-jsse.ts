import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { connectLegacy, legacySuites, type SuiteName } from '../../../src/wire/tls/legacy/index.ts'
import type { LegacyVersion } from '../../../src/wire/tls/legacy/versions.ts'
import { startJsse, type JsseServer } from '../jsse/jsse-server.ts'
import { testRoot, type TestCertificate } from './authority.ts'
import { recordedRandomness, recordingsFile, type Recording } from './recording.ts'

/** Writes test/fixtures/tls-legacy/jsse.json anew; needs java. */
const jsse = await startJsse(['jdk.tls.ephemeralDHKeySize=1024'])
const root = await testRoot()
const keys = { RSA: await root.issue(), DSA: await root.issue({ key: 'dsa', bits: 2048 }) }
const recordings: Recording[] = []
for (const { name, versions } of legacySuites) {
  for (const version of versions) recordings.push(await record(jsse, version, name))
}
await jsse.close()
writeFileSync(recordingsFile, `${JSON.stringify(recordings, undefined, 1)}\n`)

async function record(
  java: JsseServer,
  version: LegacyVersion,
  suite: SuiteName,
): Promise<Recording> {
  const kind = suite.startsWith('TLS_DHE_DSS') ? 'DSA' : 'RSA'
  const { pem, keyPem }: TestCertificate = keys[kind]
  const server = await java.listen({
    cert: pem,
    key: keyPem,
    kind,
    protocols: [version],
    suites: [suite],
    ca: root.pem,
  })
  const text = 'a document of 32 bytes, no less.'
  const written = `ECHO 32\n${text}CLOSE\n`
  const sent: Buffer[] = []
  const got: Buffer[] = []
  let made: Pick<Recording, 'encrypted' | 'share'> = {}
  let handshakeBytes = 0
  const at = new Date().toISOString()
  const tcp = connect(server.port, '127.0.0.1')
  const write = tcp.write.bind(tcp)
  tcp.write = (bytes: Buffer) => {
    sent.push(bytes)
    return write(bytes)
  }
  tcp.on('data', (bytes: Buffer) => got.push(bytes))
  const socket = connectLegacy({
    socket: tcp,
    host: 'localhost',
    suites: [suite],
    minVersion: version,
    maxVersion: version,
    ca: [root.pem],
    allowNull: true,
    randomness: recordedRandomness((one) => (made = one)),
    onHandshakeBytes: (side, bytes) => {
      if (side === 'server') handshakeBytes += bytes.byteLength
    },
  })
  socket.write(written)
  const received: Buffer[] = []
  for await (const bytes of socket) received.push(bytes as Buffer)
  const base64 = (parts: Buffer[]): string => Buffer.concat(parts).toString('base64')
  const streams = { client: base64(sent), server: base64(got), handshakeBytes }
  const said = { written, received: Buffer.concat(received).toString() }
  return { version, suite, at, ca: root.pem, ...streams, ...said, ...made }
}
