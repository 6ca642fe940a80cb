import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { type, words, type Outcome } from './terminal.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-service-cli-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const hikyaku = (line: string): Promise<Outcome> => type(words(line), { directory: folder })
const install = '--home /srv/edi --lang en service install'

test('what would be done is shown, and nothing is done', async () => {
  const shown = await hikyaku(`${install} --jx-port 443 --dry-run`)
  expect(shown).toMatchObject({ status: 0, stderr: '' })
  expect(shown.stdout).toContain('nothing was changed')
  expect(shown.stdout).toContain('$ systemctl enable hikyaku.service')
  expect(shown.stdout).toContain('  AmbientCapabilities=CAP_NET_BIND_SERVICE')
  expect(shown.stdout).toContain('HIKYAKU_LANG=en')
  const steps = (await hikyaku(`${install} --dry-run --json`)).stdout.trim().split('\n')
  expect(steps.map((step) => (JSON.parse(step) as { kind: string }).kind)).toEqual(
    expect.arrayContaining(['command', 'make', 'write']),
  )
  const removal = await hikyaku('service remove --dry-run --lang en')
  expect(removal.stdout).toContain('$ systemctl disable --now hikyaku.service')
})

test('below another root the files are written, and the rest is named', async () => {
  const written = await hikyaku(`${install} --name edi --user edi --root image`)
  expect(written).toMatchObject({ status: 0, stderr: '' })
  const unit = join(folder, 'image/etc/systemd/system/edi.service')
  expect(readFileSync(unit, 'utf8')).toContain('User=edi')
  expect(existsSync(join(folder, 'image/srv/edi'))).toBe(true)
  expect(written.stdout).toContain('$ useradd')
  await hikyaku('service remove --name edi --root image')
  expect(existsSync(unit)).toBe(false)
})

// Where systemd is at work these would ask it, or be refused for want of root.
test.skipIf(existsSync('/run/systemd/system'))(
  'without systemd all of it is refused in words',
  async () => {
    for (const line of ['install', 'remove', 'status', 'start', 'stop']) {
      const refused = await hikyaku(`service ${line} --lang en`)
      expect(refused.status).toBe(3)
      expect(refused.stderr).toContain('20161501')
    }
    expect((await hikyaku('service install --lang ja')).stderr).toContain(
      'systemd が動いていません',
    )
  },
)

test.each(['--name ../x', '--name X', '--user root:x', '--jx-port 0', '--jx-port x'])(
  '%s is refused',
  async (flags) => {
    const refused = await hikyaku(`${install} --dry-run ${flags}`)
    expect(refused.status).toBe(3)
    expect(refused.stderr).toContain('20161')
  },
)
