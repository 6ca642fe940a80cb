import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { createAuthority } from '../../src/wire/tls/index.ts'
import { type, words, type Outcome } from './terminal.ts'

test('a partner gets its next client certificate from a day on', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'hikyaku-switch-'))
  const run = (line: string): Promise<Outcome> => type(words(`--lang en ${line}`), { directory })
  try {
    const now = systemClock.now()
    const authority = await createAuthority({ commonName: 'CA', now })
    await run('init')
    for (const name of ['old', 'new']) {
      const issued = await authority.issue({ commonName: name, use: 'client', now })
      writeFileSync(join(directory, `${name}.pem`), issued.chainPem + issued.keyPem)
      await run(`certificate import ${name}.pem --name ${name}`)
    }
    const url = 'https://edi.example.co.jp/jx'
    await run(`partner add p --jx-server ${url} --own-id 1 --partner-id 2 --client-certificate old`)
    const set = 'partner set p --client-certificate new'
    expect((await run(`${set} --from-date 2999-04-01`)).status).toBe(0)
    const { stdout } = await run('partner show p')
    expect(stdout).toMatch(/Client certificate +old\nNext certificate +new \(2999-04-01 –\)/)
    const exported = await run('settings export --json')
    expect(JSON.parse(exported.stdout)).toMatchObject({
      partners: [{ clientCertificate: 'old', nextClientCertificate: { name: 'new' } }],
    })
    for (const day of ['2999-02-30', '2001-01-01', 'soon']) {
      const refused = await run(`${set} --from-date ${day}`)
      expect([day, refused.status]).toEqual([day, 3])
      expect(refused.stderr).toContain('--from-date')
    }
    expect((await run('partner set p --from-date 2999-04-01')).status).toBe(3)
    const unknown = 'partner set p --client-certificate nothing --from-date 2999-04-01'
    expect((await run(unknown)).stderr).toContain('20151105')
    await run(set)
    const after = (await run('partner show p')).stdout
    expect(after).toMatch(/Client certificate +new/)
    expect(after).not.toContain('Next certificate')
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})
