import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type, words } from './terminal.ts'

const named = '--home "edi home"'
let directory: string
let server: Server
let url: string

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'hikyaku-home-kept-'))
  // A port on which no TLS is spoken.
  server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `https://localhost:${(server.address() as AddressInfo).port}/jx`
})
afterAll(() => {
  server.close()
  rmSync(directory, { recursive: true, force: true })
})

/** Every command that was printed, from its first word on. */
async function printed(line: string): Promise<string[]> {
  const { stdout, stderr } = await type(words(line), { directory })
  return `${stdout}${stderr}`.match(/hikyaku [a-z-].*/g) ?? []
}

test('a command that is printed goes to the home that was named', async () => {
  const add = `partner add "Example retailer" --jx-server ${url} --own-id 1 --partner-id 2 --retries 0`
  const lines: readonly (readonly [string, string])[] = [
    ['init', 'partner add'],
    [add, ''],
    ['today', 'flow add'],
    ['send retailer missing.xml --document-type Order', 'partner list'],
    ['receive "Example retailer"', 'exchange show'],
    ['fault show 20101174', 'partner show "Example retailer"'],
    ['tls advisories ssl3-algorithm-mismatch', 'partner test PARTNER'],
    ['tls check "Example retailer"', 'partner show "Example retailer"'],
    ['clear --dry-run', 'settings clearing'],
  ]
  for (const [line, expected] of lines) {
    const commands = await printed(`${named} --lang en ${line}`)
    const said = [line, ...commands].join('\n')
    const elsewhere = commands.filter((command) => !command.startsWith(`hikyaku ${named} `))
    expect(elsewhere, said).toEqual([])
    expect(said).toContain(expected === '' ? line : `${named} ${expected}`)
  }
})

test('without it nothing is added: the home is found again as it was found', async () => {
  expect(await printed('--lang en init')).toEqual(['hikyaku partner add.'])
  const [first] = await printed('--lang en receive "No retailer"')
  expect(first).toBe('hikyaku partner list')
})
