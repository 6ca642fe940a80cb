import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openStation } from '../../src/station/index.ts'
import { createAuthority } from '../../src/wire/tls/index.ts'
import { type, words, type Outcome } from './terminal.ts'

/** Of each kind that works on a terminal instead of being read. */
const evil = '\u001b[2J\u009b2J\u202e\u2066\u200b\ufeff\u{e0041}\u2028\u061c'
const works = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

let folder: string

const run = (line: string): Promise<Outcome> => type(words(line), { directory: folder })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-outside-'))
  const authority = await createAuthority({ commonName: `CA ${evil}`, now: new Date() })
  const client = await authority.issue({
    commonName: `client ${evil}`,
    use: 'client',
    now: new Date(),
  })
  writeFileSync(join(folder, 'ca.pem'), authority.certificatePem)
  writeFileSync(join(folder, 'client.pem'), client.chainPem + client.keyPem, { mode: 0o600 })
  await run('init')
  const station = await openStation({ home: join(folder, 'home') })
  await station.ledger.faults.raise({
    id: 'F-260401-0123456789AB',
    name: 'connection-failed',
    params: { partner: `r${evil}`, detail: `line\nFault 20100000: forged ${evil}` },
    at: new Date(),
  })
  await station.close()
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

test.each([
  'certificate import client.pem --name edi',
  'certificate list',
  'certificate show edi',
  'certificate check',
  'partner add r --jx-client --own-id 1 --partner-id 2 --trust ca.pem',
  'partner show r',
  'fault list',
  'fault show F-260401-0123456789AB',
  'settings export -',
  `partner show ${evil.replaceAll('\u2028', '').replaceAll('\ufeff', '')}`,
])('nothing that came from outside works on a terminal, nor with JSON: %s', async (line) => {
  for (const command of [line, `--json ${line}`, `--lang ja ${line}`]) {
    const { stdout, stderr } = await run(command)
    expect(works.exec(stdout + stderr)).toBeNull()
    for (const text of command.startsWith('--json') ? stdout.trim().split('\n') : []) {
      if (text !== '') JSON.parse(text)
    }
  }
})

test('a value with a line break begins no line', async () => {
  const { stdout } = await run('fault show F-260401-0123456789AB')
  expect(stdout.split('\n').some((line) => line.startsWith('Fault 20100000'))).toBe(false)
})

test('JSON says the same as ever', async () => {
  const { stdout } = await run('--json certificate show edi')
  expect(JSON.stringify(JSON.parse(stdout))).toContain('\u202e')
})
