import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { testRoot, type TestCertificate } from '../support/legacy/authority.ts'
import { type, words, type Outcome } from './terminal.ts'

const dayMilliseconds = 86_400_000
const inDays = (days: number): Date => new Date(Date.now() + (days - 0.5) * dayMilliseconds)

let folder = ''
let root: TestCertificate

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-ending-'))
  root = await testRoot({ name: 'Root', notAfter: inDays(900) })
  await run('init')
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function run(line: string): Promise<Outcome> {
  return type(words(line), { directory: folder })
}

/** Writes a client certificate that ends in so many days, and its intermediate in so many. */
async function written(file: string, days: number, issuerDays: number): Promise<void> {
  const issuer = await root.issue({ name: 'Issuing', ca: true, notAfter: inDays(issuerDays) })
  const own = await issuer.issue({ name: 'supplier', notAfter: inDays(days) })
  writeFileSync(join(folder, file), own.pem + own.keyPem + issuer.pem)
}

test.each([
  ['ends-soon', 60, 900, /Warning 20101192: The client certificate ends-soon ends in 60 days/],
  ['ended', -3, 900, /Fault 20101193: The client certificate ended has expired/],
  ['issuer-soon', 900, 7, /Warning 20101202: An intermediate behind .*issuer-soon ends in 7 days/],
  ['issuer-ended', 900, 0, /Fault 20101203: An intermediate behind .*issuer-ended has expired/],
])('%s: the import says so, once, with what to do', async (name, days, issuerDays, said) => {
  await written('client.pem', days, issuerDays)
  const { status, stdout, stderr } = await run(
    `certificate import client.pem --name ${name} --lang en`,
  )
  expect(status).toBe(1)
  expect(stdout).toContain(`Imported the certificate ${name}.`)
  expect(stderr).toMatch(said)
  expect(stderr.match(/What to do: /g)).toHaveLength(1)
})

test('what holds for longer is imported without a word', async () => {
  await written('long.pem', 61, 62)
  const imported = await run('certificate import long.pem --name long --lang en')
  expect(imported).toMatchObject({ status: 0, stderr: '' })
})

test('a CA given with --trust says so, when it is given and not at other changes', async () => {
  const soon = await testRoot({ name: 'Soon', notAfter: inDays(20) })
  const ended = await testRoot({ name: 'Ended', notAfter: inDays(0) })
  writeFileSync(join(folder, 'soon.pem'), soon.pem)
  writeFileSync(join(folder, 'ended.pem'), ended.pem)
  const added = await run(
    'partner add p --jx-server https://a.example/jx --own-id 1 --partner-id 2 --trust soon.pem --lang en',
  )
  expect(added.status).toBe(1)
  expect(added.stderr).toMatch(
    /^Warning 20101196: A CA certificate in the settings of p ends in 20 days/,
  )
  const other = await run('partner set p --retries 1 --lang en')
  expect(other).toMatchObject({ status: 0, stderr: '' })
  const set = await run('partner set p --trust soon.pem --trust ended.pem --lang ja')
  expect(set.status).toBe(1)
  expect(set.stderr).toMatch(/警告 20101196: .*あと 20 日です[\s\S]+障害 20101197: /)
})
