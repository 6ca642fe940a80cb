import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { createAuthority, localDay } from '../../src/wire/tls/index.ts'
import { type, words, type Outcome } from './terminal.ts'

let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-start-'))
  await type(['init'], { directory: folder })
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Starts, waits for the address, lets `work` use the port, and asks to stop. */
async function start(line: string, work: (port: number) => Promise<void>): Promise<Outcome> {
  let stop = (): void => undefined
  let working: Promise<void> = Promise.resolve()
  const outcome = await type(words(`start --no-console ${line}`), {
    directory: folder,
    onStoppable: (asked) => (stop = asked),
    onWrite: (text) => {
      const port = /https:\/\/[^:]+:(\d+)\/jx/.exec(text)?.[1]
      if (port !== undefined) working = work(Number(port)).finally(stop)
    },
  })
  await working
  return outcome
}

function subjectAt(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate()?.subject ?? '')
      // A connection that is torn down now may not have shaken hands for the server.
      socket.end()
    })
    socket.on('error', reject)
  })
}

describe('start', () => {
  test('prints its addresses, serves until it is asked to stop, and ends with 0', async () => {
    let subject = ''
    const { stdout, stderr, status } = await start('--jx-port 0 --lang en', async (port) => {
      subject = await subjectAt(port)
    })
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^JX server: https:\/\/127\.0\.0\.1:(\d+)\/jx\nWSDL: https:\/\/127\.0\.0\.1:\1\/jx\?wsdl\n.*\nStopped\.\n$/,
    )
    expect(stderr).toBe('Stopping…\n')
    expect(subject).toBe('CN=localhost')
  })

  test('uses the certificate it is given', async () => {
    const now = systemClock.now()
    const authority = await createAuthority({ commonName: 'CA', now })
    const issued = await authority.issue({ commonName: 'edi.example', use: 'server', now })
    writeFileSync(join(folder, 'server.pem'), issued.chainPem)
    writeFileSync(join(folder, 'server.key'), issued.keyPem)
    let subject = ''
    const flags = '--jx-port 0 --tls-certificate server.pem --tls-key server.key'
    await start(flags, async (port) => {
      subject = await subjectAt(port)
    })
    expect(subject).toBe('CN=edi.example')
    const half = await type(words('start --tls-certificate server.pem'), { directory: folder })
    expect(half.status).toBe(3)
  })

  test('names the setting whose file is not there', async () => {
    const settings = { tlsCertificate: 'tls/gone.pem', tlsKey: 'tls/gone.key' }
    writeFileSync(join(folder, 'home', 'settings.json'), JSON.stringify(settings))
    const started = await type(words('start --no-console --lang en'), { directory: folder })
    expect(started.status).toBe(2)
    expect(started.stderr).toContain(
      'The setting tlsCertificate is not valid: There is no file tls/gone.pem.',
    )
  })

  test('tells of every partner whose TLS is weak, or refused as it stands', async () => {
    const hikyaku = (line: string): Promise<Outcome> => type(words(line), { directory: folder })
    const until = localDay(new Date(systemClock.now().getTime() + 30 * 86_400_000))
    for (const name of ['old', 'ended', 'fine']) {
      const ids = '--own-id 4500000000011 --partner-id 4900000000019'
      await hikyaku(`partner add ${name} --jx-server https://${name}.example/jx ${ids}`)
      if (name === 'fine') continue
      const person = '--reason "server of 2008" --by "Sato Hanako"'
      await hikyaku(`tls waive ${name} --allow ssl3,tls1.0 ${person} --until ${until}`)
      await hikyaku(`partner set ${name} --tls-min SSLv3 --tls-max TLSv1`)
    }
    await hikyaku('tls waive ended --end')
    const { stderr, status } = await start('--jx-port 0 --lang en', () => Promise.resolve())
    expect(status).toBe(0)
    expect(stderr).toMatch(/Warning 20101166: Exchanges with old \(old\.example:443\) are insecure/)
    expect(stderr).toMatch(/Fault 20101162: The TLS settings of ended/)
    expect(stderr).not.toContain('fine')
  })

  test('says so if the port is taken, on stderr alone with --json', async () => {
    const outcome = await start('--jx-port 0', async (port) => {
      const second = await type(words(`start --no-console --jx-port ${port} --json --lang en`), {
        directory: folder,
      })
      expect(second).toMatchObject({ stdout: '', status: 2 })
      expect(second.stderr).toMatch(/^Fault 20121107: /)
    })
    expect(outcome.status).toBe(0)
  })

  test('reads the port from the settings and refuses settings it does not know', async () => {
    writeFileSync(join(folder, 'home', 'settings.json'), '{"jxPort":0}')
    let asked = 0
    await start('', (port) => {
      asked = port
      return Promise.resolve()
    })
    expect(asked).toBeGreaterThan(0)
    writeFileSync(join(folder, 'home', 'settings.json'), '{"jxPorts":0}')
    const refused = await type(words('start --no-console --lang en'), { directory: folder })
    expect(refused).toMatchObject({ stdout: '', status: 2 })
    expect(refused.stderr).toMatch(/^Fault 20151104: The setting jxPorts/)
  })
})
