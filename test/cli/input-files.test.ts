import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type, words, type Outcome } from './terminal.ts'

let folder = ''

const mib = 1024 * 1024

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-input-'))
  await run('init')
  mkdirSync(join(folder, 'folder'))
  writeFileSync(join(folder, 'a.xml'), '<a/>')
  // Sparse: large to whoever reads it, nothing on the disk.
  writeFileSync(join(folder, 'large'), '')
  truncateSync(join(folder, 'large'), 5000 * mib)
  if (process.platform !== 'win32') symlinkSync('loop', join(folder, 'loop'))
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function run(line: string, stdin = ''): Promise<Outcome> {
  return type(words(line), { directory: folder, stdin })
}

const partner = 'partner add p --jx-server https://a.example/jx --own-id 1 --partner-id 2'

/** Every command that reads a file; `[file]` stands for it. */
const reading = [
  'certificate import [file] --name edi',
  'certificate import home/tls/ca.pem --name edi --password-file [file]',
  `${partner} --trust [file]`,
  `${partner} --user u --password-file [file]`,
  `${partner} --proxy http://p:1 --proxy-user u --proxy-password-file [file]`,
  'user add taro --role operator --password-file [file]',
  'settings import [file]',
  'start --tls-certificate [file] --tls-key [file]',
]

describe.each([...reading, 'send q [file] --document-type Ship', 'restore [file] --home new'])(
  '%s',
  (line) => {
    beforeAll(() => run(partner.replace(' p ', ' q ')))

    test('says that there is no such file, and where it was looked for', async () => {
      for (const file of ['none.bin', 'a.xml/none.bin']) {
        const en = await run(`${line.replaceAll('[file]', file)} --lang en`)
        expect(en).toMatchObject({ status: 3, stdout: '' })
        expect(en.stderr).toContain(`Fault 20161104: There is no file ${file}.\n`)
        expect(en.stderr).toContain(`relative names count from ${folder}`)
      }
    })

    test('says that it is a folder, in Japanese too', async () => {
      const ja = await run(`${line.replaceAll('[file]', 'folder')} --lang ja`)
      expect(ja).toMatchObject({ status: 3, stdout: '' })
      expect(ja.stderr).toContain('障害 20161105: folder はファイルではなくフォルダーです。\n')
      expect(ja.stderr).toMatch(/対応方法: .*[ぁ-ん]/)
    })

    test.skipIf(process.platform === 'win32')('says why it cannot be read', async () => {
      const { status, stderr } = await run(`${line.replaceAll('[file]', 'loop')} --lang en`)
      expect(status).toBe(3)
      expect(stderr).toContain('Fault 20131101: The file loop cannot be read: ELOOP')
    })
  },
)

test.each(reading)('%s reads no file that is far too large', async (line) => {
  const { status, stderr } = await run(`${line.replaceAll('[file]', 'large')} --lang en`)
  expect(status).toBe(3)
  expect(stderr).toMatch(/Fault 20161106: The file large is too large \(at most \d+ [KM]iB\)/)
})

test('reads no more than that from stdin, nor from a file that does not end', async () => {
  const long = 'a'.repeat(65 * 1024)
  const piped = await run('user add taro --role operator --password-file - --lang en', long)
  expect(piped.stderr).toContain('Fault 20161106: The file - is too large (at most 64 KiB)')
  if (process.platform === 'win32') return
  const endless = await run('certificate import /dev/zero --name edi --lang en')
  expect(endless.stderr).toContain('The file /dev/zero is too large (at most 4 MiB)')
})

describe.runIf(process.platform === 'linux')('a file whose name is no UTF-8', () => {
  const odd = (end: number): Buffer =>
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x8e, 0x41, end])])

  beforeAll(() => run(partner.replace(' p ', ' odd ')))

  test('is sent by what its name looks like', async () => {
    writeFileSync(odd(0x81), '<order/>')
    const name = odd(0x81)
      .toString('utf8')
      .slice(folder.length + 1)
    const sent = await run(`send odd "${name}" --document-type Order --queue`)
    expect([sent.status, sent.stderr]).toEqual([0, ''])
  })

  test('is refused by name if others look the same', async () => {
    writeFileSync(odd(0x82), '<order/>')
    const name = odd(0x81)
      .toString('utf8')
      .slice(folder.length + 1)
    const sent = await run(`send odd "${name}" --document-type Order --queue`)
    expect(sent).toMatchObject({ status: 3, stderr: expect.stringContaining('20131101') as string })
  })
})

test('a password that Windows wrote is read, and a blank at its end is told', async () => {
  writeFileSync(join(folder, 'powershell'), Buffer.from('\ufeffsecret\r\n', 'utf16le'))
  writeFileSync(join(folder, 'cmd'), 'secret \r\n')
  const add = (name: string): Promise<Outcome> =>
    run(partner.replace(' p ', ` ${name} `) + ` --user ${name} --password-file ${name}`)
  expect(await add('powershell')).toMatchObject({
    stderr: expect.not.stringContaining('20161107') as string,
  })
  expect(await add('cmd')).toMatchObject({
    stderr: expect.stringContaining('20161107') as string,
  })
})
