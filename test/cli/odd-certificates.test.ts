import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { derCertificate, pemOf, type DerShape } from '../support/curves/der-certificate.ts'
import { oddKey, oddKeyPem, unknownKey } from '../support/curves/odd-shapes.ts'
import { type, words, type Outcome } from './terminal.ts'

const { publicKey: key, privateKey: signer } = oddKey
const ca = { subject: 'CA', issuer: 'CA', key, signer, ca: true } as const
const shapes: Readonly<Record<string, DerShape>> = {
  nameless: { ...ca, subject: [], issuer: [] },
  unreadable: { ...ca, keyDer: unknownKey(Buffer.alloc(8)) },
  dateless: { ...ca, dates: [0x17, '991332000000Z'] },
}

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-odd-'))
  await run('init')
  writeFileSync(join(folder, 'password'), 'secret of a partner', { mode: 0o600 })
  for (const [name, shape] of Object.entries(shapes)) {
    const pem = pemOf(derCertificate(shape))
    writeFileSync(join(folder, `${name}.pem`), pem)
    writeFileSync(join(folder, `${name}-own.pem`), pem + oddKeyPem)
  }
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function run(line: string): Promise<Outcome> {
  const outcome = await type(words(`${line} --lang en`), { directory: folder })
  expect(outcome.stderr + outcome.stdout, line).not.toContain('20169999')
  return outcome
}

const ids = '--own-id 1 --partner-id 2'

test.each([
  ['nameless', 0, ''],
  // It vouches for nobody, and stands in nobody's way.
  ['unreadable', 0, ''],
  ['dateless', 3, '20161101'],
])('a CA that is %s is taken or refused by name', async (name, status, said) => {
  const login = `--user ${name} --password-file password`
  for (const line of [
    `partner add s-${name} --jx-server https://edi.example/jx ${ids} --trust ${name}.pem`,
    `partner add c-${name} --jx-client ${ids} ${login} --trust ${name}.pem`,
  ]) {
    const added = await run(line)
    expect([added.status, added.stderr]).toEqual([status, expect.stringContaining(said)])
  }
})

test.each([
  ['nameless', 0, ''],
  ['unreadable', 2, '20151106'],
  ['dateless', 2, '20151106'],
])('a certificate of ours that is %s is taken or refused by name', async (name, status, said) => {
  const imported = await run(`certificate import ${name}-own.pem --name ${name}`)
  expect([imported.status, imported.stderr]).toEqual([status, expect.stringContaining(said)])
})

test('with all that was taken, lists are printed and the station starts', async () => {
  for (const line of [
    'certificate list',
    'certificate check',
    'certificate show nameless',
    'partner show s-nameless',
    'partner show c-unreadable',
    'settings export -',
  ]) {
    expect([line, (await run(line)).status]).toEqual([line, 0])
  }
  expect(await start()).toBe('CN=localhost')
})

/** Starts the station and stops it when a caller has seen whose it is. */
async function start(): Promise<string | undefined> {
  let stop = (): void => undefined
  let met: Promise<string> | undefined
  await type(words('start --no-console --jx-port 0 --lang en'), {
    directory: folder,
    onStoppable: (asked) => (stop = asked),
    onWrite: (text) => {
      const port = /https:\/\/[^:]+:(\d+)\/jx\n/.exec(text)?.[1]
      if (port !== undefined) met = subjectAt(Number(port)).finally(stop)
    },
  })
  return met
}

function subjectAt(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate()?.subject ?? '')
      socket.end()
    })
    socket.on('error', reject)
  })
}
