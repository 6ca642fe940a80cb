import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { noName } from '../support/connecting.ts'
import { rawServer, type RawServer } from '../support/raw-server.ts'
import { makeTwoHomes, password, type TwoHomes } from '../support/two-stations.ts'
import { type, words, type Outcome } from './terminal.ts'

let homes: TwoHomes
let server: RawServer
let answer = ''

beforeAll(async () => {
  homes = await makeTwoHomes()
  const { chainPem, keyPem } = homes.serverCertificate
  server = await rawServer(
    async ({ socket, request }) => {
      await request()
      if (answer === 'silence') return
      socket.end(answer)
    },
    { tls: { cert: chainPem, key: keyPem } },
  )
  writeFileSync(join(homes.root, 'ca.pem'), homes.authority.certificatePem)
  writeFileSync(join(homes.root, 'password.txt'), password, { mode: 0o600 })
  writeFileSync(join(homes.root, 'a.xml'), '<a/>')
  writeFileSync(join(homes.root, 'empty.xml'), '')
  mkdirSync(join(homes.root, 'in'))
  const added = await supplier(
    `partner add retailer --jx-server https://localhost:${server.port}/jx --own-id 4500000000011 ` +
      '--partner-id 4900000000019 --user supplier --password-file password.txt ' +
      '--client-certificate edi --trust ca.pem --retries 0',
  )
  expect(added).toMatchObject({ status: 0 })
})

afterAll(async () => {
  await server.close()
  homes.remove()
})

function supplier(line: string): Promise<Outcome> {
  return type(['--home', 'supplier', ...words(line)], { directory: homes.root })
}

function http(status: string, body: string, contentType = 'text/xml; charset=utf-8'): string {
  return (
    `HTTP/1.1 ${status}\r\nContent-Type: ${contentType}\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
  )
}

function soapFault(code: string): string {
  const fault = `<faultcode>s:${code}</faultcode><faultstring>no</faultstring>`
  return (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>' +
    `<s:Fault>${fault}</s:Fault></s:Body></s:Envelope>`
  )
}

const japanese = /\n {2}対応方法: .*[ぁ-ん]/

describe('trouble with a partner', () => {
  test.each([
    ['HTML instead of SOAP', http('200 OK', '<html>hello</html>', 'text/html'), 20101108],
    ['a wrong password', http('401 Unauthorized', ''), 20101110],
    ['a SOAP Client fault', http('500 Error', soapFault('Client')), 20101111],
    ['a SOAP Server fault', http('500 Error', soapFault('Server')), 20101112],
    ['a cut answer', http('200 OK', soapFault('Server')).slice(0, -30), 20101106],
    ['a stalled partner', 'silence', 20101105],
  ])('%s: fault, remedy, exit status, and the document waits', async (_what, bytes, id) => {
    answer = bytes
    await supplier(`partner set retailer --timeout ${bytes === 'silence' ? 1 : 60}`)
    for (const lang of ['ja', 'en']) {
      const received = await supplier(`receive retailer --into in --lang ${lang}`)
      expect(received).toMatchObject({ status: 4, stdout: '' })
      expect(received.stderr).toContain(String(id))
      if (lang === 'ja') expect(received.stderr).toMatch(japanese)
      else expect(received.stderr).toMatch(/^Fault \d+: .+\n {2}What to do: .+/)
    }
    const sent = await supplier('send retailer a.xml --document-type Ship --again --json')
    expect(sent.status).toBe(4)
    expect(sent.stderr).toContain(String(id))
    expect(rows(sent.stdout).length).toBeGreaterThan(0)
    const listed = rows((await supplier('document list --json')).stdout)
    expect(listed.every((one) => ['waiting', 'refused'].includes(String(one['state'])))).toBe(true)
    expect(readdirSync(join(homes.root, 'in'))).toEqual([])
  })

  test('a wrong host name', async () => {
    await supplier(`partner set retailer --jx-server https://${noName}:${server.port}/jx`)
    const { status, stderr } = await supplier('receive retailer --lang en')
    expect(status).toBe(4)
    expect(stderr).toMatch(/^Fault 201011\d\d: /)
  })
})

test.each([
  ['send nobody a.xml --document-type Ship', 3],
  ['receive nobody', 3],
  ['send retailer not-there.xml --document-type Ship', 3],
  ['send retailer empty.xml --document-type Ship', 3],
  ['send retailer in --document-type Ship', 3],
])('%s is refused in both languages, with nothing on stdout', async (line, status) => {
  const ja = await supplier(`${line} --lang ja --json`)
  const en = await supplier(`${line} --lang en --json`)
  expect([ja, en]).toMatchObject([
    { status, stdout: '' },
    { status, stdout: '' },
  ])
  expect(ja.stderr).toMatch(japanese)
  expect(en.stderr).toMatch(/\d{8}: .+\n {2}What to do: .+/)
})

test('no command that shows or exports prints a secret', async () => {
  const shown = await Promise.all(
    [
      'partner list --json',
      'partner show retailer',
      'partner show retailer --json',
      'settings export',
      'certificate list --json',
      'certificate show edi',
      'fault list --json',
      'exchange list --json',
      'document list --json',
    ].map(supplier),
  )
  const text = shown.map(({ stdout, stderr }) => stdout + stderr).join('\n')
  expect(shown.map(({ status }) => status)).toEqual(shown.map(() => 0))
  expect(text).toContain('retailer')
  expect(text).not.toContain(password)
  expect(text).not.toContain(Buffer.from(`supplier:${password}`).toString('base64'))
  expect(text).not.toMatch(/PRIVATE KEY/)
  const database = readdirSync(homes.supplierHome)
    .map((name) => join(homes.supplierHome, name))
    .filter((path) => statSync(path).isFile())
  for (const path of database) expect(readFileSync(path).includes(password)).toBe(false)
})

function rows(text: string): Record<string, unknown>[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}
