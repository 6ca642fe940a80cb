import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { createAuthority } from '../../src/wire/tls/index.ts'
import { type, words, type Outcome } from './terminal.ts'

let directory: string
const run = (line: string): Promise<Outcome> => type(words(`--lang en ${line}`), { directory })
const openssl = (line: string): string =>
  execFileSync('openssl', line.split(' '), { cwd: directory, encoding: 'utf8', stdio: 'pipe' })

/** A CA of another program signs what the request says. */
const sign = (name: string): string =>
  openssl(
    `x509 -req -in ${name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 90 -copy_extensions copy -out ${name}.pem`,
  )

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hikyaku-request-'))
  const authority = await createAuthority({ commonName: 'CA', now: systemClock.now() })
  writeFileSync(join(directory, 'ca.pem'), authority.certificatePem)
  writeFileSync(join(directory, 'ca.key'), authority.keyPem)
  await run('init')
})
afterAll(() => {
  rmSync(directory, { recursive: true, force: true })
})

test.each([
  ['rsa2048', 'RSA 2048'],
  ['rsa3072', 'RSA 3072'],
  ['p256', 'EC prime256v1'],
])('a certificate requested with %s joins its key', async (key, shown) => {
  const subject = `CN=${key},O=Example,C=JP`
  const made = await run(
    `certificate request ${key} --subject ${subject} --key ${key} --out ${key}.csr`,
  )
  expect(made).toMatchObject({ status: 0, stderr: '' })
  expect(openssl(`req -in ${key}.csr -noout -verify -text`)).toContain('Client Authentication')
  expect((await run('certificate list')).stdout).toContain(`Waiting for its certificate: ${key}`)
  sign(key)
  const imported = await run(`certificate import ${key}.pem --name ${key}`)
  expect(imported.stdout).toContain(shown)
  expect((await run('certificate list')).stdout).not.toContain('Waiting')
  expect((await run('--json certificate list')).stdout).toContain(`"name":"${key}"`)
})

test('a certificate that does not fit the key is refused, and the key goes on waiting', async () => {
  await run('certificate request one --subject CN=one --key p256 --out one.csr')
  await run('certificate request two --subject CN=two --key p256 --out two.csr')
  sign('two')
  const refused = await run('certificate import two.pem --name one')
  expect(refused.status).toBe(2)
  expect(refused.stderr).toContain('20101198')
  expect((await run('certificate list')).stdout).toContain('Waiting for its certificate: one')
  const none = await run('certificate import two.pem --name three')
  expect(none.stderr).toContain('20151106')
})

test('a request never goes over a file, a name or the key’s seal', async () => {
  writeFileSync(join(directory, 'mine.csr'), 'mine')
  const over = await run('certificate request four --subject CN=four --out mine.csr')
  expect(over.stderr).toContain('20131109')
  expect(readFileSync(join(directory, 'mine.csr'), 'utf8')).toBe('mine')
  expect((await run('certificate list')).stdout).not.toContain('four')
  const bad = await run('certificate request four --subject nonsense --out four.csr')
  expect(bad.status).toBe(3)
  const home = join(directory, 'home')
  for (const file of readdirSync(home).filter((name) => name.startsWith('hikyaku.db'))) {
    expect(readFileSync(join(home, file)).includes('PRIVATE KEY')).toBe(false)
  }
})

test('a certificate in use stays, one that nobody uses goes', async () => {
  const url = 'https://edi.example.co.jp/jx'
  await run(`partner add p --jx-server ${url} --own-id 1 --partner-id 2 --client-certificate p256`)
  expect((await run('certificate remove p256')).stderr).toContain('20151131')
  expect((await run('certificate remove rsa3072')).status).toBe(0)
  expect((await run('certificate show rsa3072')).stderr).toContain('20151105')
})

test('a request is given up by its name, and both are in the audit log', async () => {
  await run('certificate request five --subject CN=five --key p256 --out five.csr')
  expect((await run('certificate remove five')).status).toBe(0)
  expect((await run('certificate list')).stdout).not.toContain('five')
  const { stdout } = await run('audit list')
  expect(stdout).toMatch(/certificate\.withdraw +five[\s\S]*certificate\.request +five/)
})
