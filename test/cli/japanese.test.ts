import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { rawServer, type RawServer } from '../support/raw-server.ts'
import { type, words } from './terminal.ts'

const root = mkdtempSync(join(tmpdir(), 'hikyaku-ja-'))
let slow: RawServer

beforeAll(async () => {
  mkdirSync(join(root, 'folder'))
  writeFileSync(join(root, 'doc.xml'), '<a/>')
  writeFileSync(join(root, 'junk.pem'), 'junk')
  writeFileSync(join(root, 'bad.json'), '{')
  writeFileSync(join(root, 'other.json'), '{"a":1}')
  slow = await rawServer(({ socket }) => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
  await type(['init'], { directory: root })
  await type(words(`${add('slow', `http://127.0.0.1:${slow.port}/jx`)} --timeout 1 --retries 0`), {
    directory: root,
  })
})
afterAll(async () => {
  await slow.close()
  rmSync(root, { recursive: true, force: true })
})

function add(name: string, url = 'https://localhost/jx'): string {
  const ids = '--own-id 4500000000011 --partner-id 4900000000019'
  return `partner add ${name} --jx-server ${url} ${ids}`
}

/** What the system, the libraries and the checks of settings refuse, each in words of its own. */
const lines = [
  `${add('x')} --trust nothere.pem`,
  `${add('x')} --trust folder`,
  `${add('x')} --trust junk.pem`,
  `${add('x')} --user a --password-file nothere`,
  `${add('x')} --timeout abc`,
  `${add('x')} --proxy junk`,
  `${add('x')} --client-certificate none`,
  add('x', 'ftp://localhost'),
  add('x', 'http://example.com/jx'),
  'partner set slow --tls-min TLSv1.3 --tls-max TLSv1.2',
  'partner test slow',
  'receive slow',
  'receive slow --into nothere',
  'send slow nothere.xml --document-type Order',
  'send slow folder --document-type Order',
  'certificate import nothere --name x',
  'certificate import folder --name x',
  'certificate import junk.pem --name x',
  'certificate request x --subject junk --out x.csr',
  'certificate request x --subject CN=a --out nothere/x.csr',
  'tls suites slow --set junk',
  'tls waive slow --allow ssl3 --reason a --by b --until junk',
  'settings import nothere',
  'settings import bad.json',
  'settings import other.json',
  'settings export nothere/x',
  'backup nothere/x',
  'restore nothere',
  'start --tls-certificate nothere --tls-key nothere',
  'start --host 192.0.2.1 --no-console',
]

test.each(lines)('%s fails in Japanese alone', async (line) => {
  const { stderr, status } = await type(words(`--lang ja ${line}`), { directory: root })
  expect(status).not.toBe(0)
  const [message = ''] = /(?:障害|警告) \d{8}: .*/.exec(stderr) ?? []
  expect(message).toMatch(/[ぁ-ん]/)
  // The words of a library may stand behind ours, in brackets.
  expect(message.replaceAll(/（[^（）]*）/g, '')).not.toMatch(/[a-z]{2,} [a-z]{2,}/)
})
