import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { doSteps, stepsToInstall, stepsToRemove } from './steps.ts'
import { stateOf } from './systemd.ts'
import { unitText, type ServiceOrder } from './unit.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hikyaku-service-'))
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const order: ServiceOrder = {
  name: 'hikyaku',
  user: 'edi',
  home: '/srv/hikyaku',
  language: 'ja',
  program: ['/usr/bin/node', '/usr/lib/hikyaku/bin/hikyaku'],
  host: '0.0.0.0',
  jxPort: 443,
}
const unit = 'etc/systemd/system/hikyaku.service'
const files = () => readdirSync(root, { recursive: true }).map(String).toSorted()

describe('the unit', () => {
  test('runs as its user, in its home and language, and ends in peace', () => {
    expect(unitText(order).split('\n')).toEqual(
      expect.arrayContaining([
        'User=edi',
        'WorkingDirectory=/srv/hikyaku',
        'Environment=HIKYAKU_HOME=/srv/hikyaku HIKYAKU_LANG=ja',
        'ExecStart=/usr/bin/node /usr/lib/hikyaku/bin/hikyaku start --host 0.0.0.0 --jx-port 443',
        'AmbientCapabilities=CAP_NET_BIND_SERVICE',
        'KillMode=mixed',
        'Restart=on-failure',
        'RestartPreventExitStatus=2 3',
      ]),
    )
    expect(unitText({ ...order, jxPort: 8443 })).not.toContain('AmbientCapabilities')
  })

  test('says paths so that systemd reads them as they are', () => {
    const odd = unitText({ ...order, home: '/srv/50% "edi" $HOME' })
    expect(odd).toContain(String.raw`Environment="HIKYAKU_HOME=/srv/50%% \"edi\" $$HOME"`)
    expect(odd).toContain('WorkingDirectory=/srv/50%% "edi" $HOME')
  })

  const hasVerify = spawnSync('systemd-analyze', ['--version']).status === 0
  test.skipIf(!hasVerify)('is one that systemd takes; one with a mistake is not', () => {
    const program = [process.execPath, process.execPath]
    const verified = (text: string): string => {
      const path = join(root, 'hikyaku.service')
      writeFileSync(path, text)
      const { stderr, status } = spawnSync(
        'systemd-analyze',
        ['verify', '--man=no', '--recursive-errors=no', path],
        { encoding: 'utf8', timeout: 30_000 },
      )
      return status === 0 && !stderr.includes('hikyaku.service') ? '' : `${status ?? ''} ${stderr}`
    }
    const text = unitText({ ...order, user: 'root', home: root, program })
    expect(verified(text)).toBe('')
    expect(verified(text.replace('KillMode=mixed', 'KillMode=odd'))).toContain('kill mode')
    expect(verified(text.replace(process.execPath, '/nowhere/node'))).not.toBe('')
  })
})

describe('the steps', () => {
  test('make user, home as that user, unit, and have it started with the machine', async () => {
    const ran: string[] = []
    const run = (words: readonly string[]): Promise<string> => {
      ran.push(words.join(' '))
      return Promise.resolve('')
    }
    const steps = stepsToInstall(order, { hasUser: false })
    expect(await doSteps({ root, isHere: true, run }, steps)).toEqual([])
    expect(ran).toEqual([
      'useradd --system --user-group --no-create-home --home-dir /srv/hikyaku --shell /usr/sbin/nologin edi',
      'chown edi:edi /srv/hikyaku',
      'runuser -u edi -- /usr/bin/node /usr/lib/hikyaku/bin/hikyaku --home /srv/hikyaku --lang ja init',
      'systemctl daemon-reload',
      'systemctl enable hikyaku.service',
    ])
    expect(readFileSync(join(root, unit), 'utf8')).toBe(unitText(order))
    // Again: nothing is made twice, and what changed is in its place.
    ran.length = 0
    const changed = { ...order, jxPort: 8443 }
    await doSteps({ root, isHere: true, run }, stepsToInstall(changed, { hasUser: true }))
    expect(ran.some((line) => line.startsWith('useradd'))).toBe(false)
    expect(readFileSync(join(root, unit), 'utf8')).toBe(unitText(changed))
    await doSteps({ root, isHere: true, run }, stepsToRemove('hikyaku'))
    expect(existsSync(join(root, unit))).toBe(false)
    expect(existsSync(join(root, 'srv/hikyaku'))).toBe(true)
  })

  test('below another root make its files alone, and say what is left', async () => {
    const run = () => Promise.reject(new Error('must not run'))
    const left = await doSteps(
      { root, isHere: false, run },
      stepsToInstall(order, { hasUser: false }),
    )
    expect(files()).toEqual([
      'etc',
      'etc/systemd',
      'etc/systemd/system',
      unit,
      'srv',
      'srv/hikyaku',
    ])
    expect(left.map((step) => (step.kind === 'command' ? step.words[0] : step.kind))).toEqual([
      'useradd',
      'chown',
      'runuser',
      'systemctl',
      'systemctl',
    ])
  })

  test('leave a unit alone that somebody wrote, and then change nothing at all', async () => {
    execFileSync('mkdir', ['-p', join(root, 'etc/systemd/system')])
    writeFileSync(join(root, unit), '[Service]\nExecStart=/bin/true\n')
    const run = () => Promise.resolve('')
    for (const steps of [stepsToInstall(order, { hasUser: false }), stepsToRemove('hikyaku')]) {
      await expect(doSteps({ root, isHere: true, run }, steps)).rejects.toMatchObject({
        fault: 'service-not-ours',
      })
    }
    expect(readFileSync(join(root, unit), 'utf8')).toContain('/bin/true')
    expect(existsSync(join(root, 'srv'))).toBe(false)
  })
})

test.each([
  [
    'LoadState=loaded\nActiveState=active\nUnitFileState=enabled\nMainPID=4711\nExecMainStatus=0\nNRestarts=2\n',
    { isInstalled: true, isEnabled: true, state: 'active', pid: 4711, restarts: 2 },
  ],
  [
    'LoadState=loaded\nActiveState=failed\nUnitFileState=disabled\nMainPID=0\nExecMainStatus=70\nNRestarts=0\n',
    { isInstalled: true, isEnabled: false, state: 'failed', exitStatus: 70, restarts: 0 },
  ],
  [
    'LoadState=not-found\nActiveState=inactive\nUnitFileState=\nMainPID=0\nExecMainStatus=0\nNRestarts=0\n',
    { isInstalled: false, isEnabled: false, state: 'inactive', exitStatus: 0, restarts: 0 },
  ],
])('what systemd says is read: %#', async (printed, state) => {
  expect(await stateOf('hikyaku', () => Promise.resolve(printed))).toEqual(state)
})
