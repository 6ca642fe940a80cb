import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { enqueueDocument } from '../../src/domain/exchange/index.ts'
import { openStation, type Station } from '../../src/station/index.ts'
import { streamOf } from '../support/exchange-context.ts'
import { makeTwoHomes, password, type TwoHomes } from '../support/two-stations.ts'
import { type, words, type Outcome, type TerminalOptions } from './terminal.ts'

let homes: TwoHomes
let retailer: Station
let server: { readonly port: number; close(): Promise<void> }

beforeEach(async () => {
  homes = await makeTwoHomes()
  retailer = await openStation({ home: homes.retailerHome })
  server = await retailer.serve({ port: 0, certificate: homes.serverCertificate })
  writeFileSync(join(homes.root, 'ca.pem'), homes.authority.certificatePem)
  writeFileSync(join(homes.root, 'password.txt'), `${password}\n`, { mode: 0o600 })
  const added = await supplier(
    `partner add retailer --jx-server https://localhost:${server.port}/jx --own-id 4500000000011 ` +
      '--partner-id 4900000000019 --user supplier --password-file password.txt ' +
      '--client-certificate edi --trust ca.pem --retries 0',
  )
  expect(added).toMatchObject({ status: 0, stderr: '' })
})

afterEach(async () => {
  await server.close()
  await retailer.close()
  homes.remove()
})

function supplier(line: string, options: Partial<TerminalOptions> = {}): Promise<Outcome> {
  return type(['--home', 'supplier', ...words(line)], { directory: homes.root, ...options })
}

async function order(text: string): Promise<void> {
  const partner = await retailer.ledger.partners.find('supplier')
  await enqueueDocument(retailer, {
    partner: partner!,
    fileName: 'order.xml',
    chunks: streamOf(text),
    documentType: 'Order',
  })
}

function file(name: string, text: string): void {
  writeFileSync(join(homes.root, name), text)
}

describe('receive', () => {
  test('writes each document into the folder and prints one line for it', async () => {
    await order('<order>1</order>')
    await order('<order>2</order>')
    mkdirSync(join(homes.root, 'in'))
    const { stdout, stderr, status } = await supplier('receive retailer --into in --lang en')
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    const written = lines.map(
      (line) => /^received {2}D-\S+ {2}Order {2}16 bytes {2}(.+)$/.exec(line)?.[1],
    )
    expect(written.map((path) => readFileSync(path!, 'utf8'))).toEqual([
      '<order>1</order>',
      '<order>2</order>',
    ])
  })

  test('says that there was nothing', async () => {
    expect(await supplier('receive retailer --lang ja')).toEqual({
      stdout: '受信するドキュメントはありませんでした。\n',
      stderr: '',
      status: 0,
    })
    expect(await supplier('receive retailer --json')).toMatchObject({ stdout: '', status: 0 })
  })

  test('takes no more than asked for, and with a filter only what it names', async () => {
    await order('<order>1</order>')
    await order('<order>2</order>')
    expect((await supplier('receive retailer --document-type Invoice --json')).stdout).toBe('')
    const one = await supplier('receive retailer --document-type Order --max 1 --json')
    expect(one.stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(JSON.parse(one.stdout)).toMatchObject({
      outcome: 'received',
      document: { documentType: 'Order', content: { bytes: 16 } },
      exchangeId: expect.stringMatching(/^X-/) as string,
    })
  })

  test('ends with 4 and names the fault, its remedy and what to tell the partner', async () => {
    await supplier('partner set retailer --trust supplier/tls/ca.pem')
    const { stdout, stderr, status } = await supplier('receive retailer --lang ja')
    expect({ stdout, status }).toEqual({ stdout: '', status: 4 })
    expect(stderr).toMatch(/^障害 201011\d\d: .*\n {2}対応方法: .*\n/)
    expect(stderr).toContain('  接続先への連絡文: ')
    expect(stderr.match(/^障害 /gm)).toHaveLength(1)
    const shown = await supplier('fault list --json --lang en')
    expect(JSON.parse(shown.stdout)).toMatchObject({ partner: 'retailer', status: 'fault' })
  })

  test('of a quarantined document ends with 1, and its bytes can be saved', async () => {
    const partner = (await retailer.ledger.partners.find('supplier'))!
    const context = {
      ...retailer,
      packing: { ...retailer.packing, declare: () => 'application/gzip' },
    }
    await enqueueDocument(context, {
      partner,
      fileName: 'broken',
      chunks: streamOf('this is not gzip'),
      documentType: 'Order',
    })
    const { stdout, stderr, status } = await supplier('receive retailer --json --lang en')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Fault 20131104: /)
    const { document } = JSON.parse(stdout) as { document: { id: string } }
    expect(await supplier(`document save ${document.id} raw.bin`)).toMatchObject({ status: 0 })
    expect(readFileSync(join(homes.root, 'raw.bin'), 'utf8')).toBe('this is not gzip')
    const again = await supplier(`document save ${document.id} raw.bin --lang en`)
    expect(again.status).toBe(3)
    expect(again.stderr).toContain('20131109')
  })
})

describe('send', () => {
  test('sends what was queued before, in order, and then its own files', async () => {
    file('a.xml', '<a/>')
    file('b.xml', '<b/>')
    await supplier('send retailer a.xml --document-type Ship --queue')
    const { stdout, status } = await supplier('send retailer b.xml --document-type Ship --lang en')
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /^delivered {2}D-\S+ {2}Ship {2}a\.xml {2}4 bytes\ndelivered .* b\.xml .*\n$/,
    )
    expect(await retailer.ledger.documents.count({ box: 'inbox' })).toBe(2)
  })

  test('queues nothing at all if one of the files is bad', async () => {
    file('a.xml', '<a/>')
    file('empty.xml', '')
    const { status } = await supplier('send retailer a.xml empty.xml --document-type Ship')
    expect(status).toBe(3)
    expect((await supplier('document list --json')).stdout).toBe('')
  })

  test('that fails keeps the document, says so, and the next send delivers it once', async () => {
    file('a.xml', '<a/>')
    await supplier('partner set retailer --jx-server https://localhost:1/jx')
    const failed = await supplier('send retailer a.xml --document-type Ship --lang en')
    expect(failed.status).toBe(4)
    expect(failed.stdout).toMatch(/^not sent {2}D-/)
    expect(failed.stderr).toContain('Documents still waiting: 1.')
    await supplier(`partner set retailer --jx-server https://localhost:${server.port}/jx`)
    expect((await supplier('send retailer --lang en')).stdout).toMatch(/^delivered {2}D-/)
    expect((await supplier('send retailer --lang en')).stdout).toBe(
      'No document is waiting to be sent.\n',
    )
    expect(await retailer.ledger.documents.count({ box: 'inbox' })).toBe(1)
  })

  test('shows the exchange with its attempts', async () => {
    file('a.xml', '<a/>')
    const sent = await supplier('send retailer a.xml --document-type Ship --json')
    const { exchangeId } = JSON.parse(sent.stdout) as { exchangeId: string }
    const text = await supplier(`exchange show ${exchangeId} --lang en`)
    expect(text.stdout).toMatch(/PutDocument \(1\) {2}accepted {2,}200/)
    const json = await supplier(`exchange show ${exchangeId} --json`)
    expect(JSON.parse(json.stdout)).toMatchObject({
      id: exchangeId,
      outcome: 'done',
      attempts: [{ operation: 'PutDocument', outcome: 'accepted' }],
    })
  })
})

describe('a document that was taken', () => {
  test('can be taken again after retake, from the retailer’s own command line', async () => {
    await order('<order/>')
    await supplier('receive retailer')
    const at = (line: string): Promise<Outcome> =>
      type(['--home', 'retailer', ...words(line)], { directory: homes.root })
    const listed = await at('document list --box mailbox --state taken --json')
    const { id } = JSON.parse(listed.stdout) as { id: string }
    expect((await at(`document retake ${id} --lang ja`)).stdout).toBe(
      `${id} を「未取得」に戻しました。\n`,
    )
    expect((await at(`document retake ${id} --lang ja`)).status).toBe(3)
    expect((await supplier('receive retailer --lang en')).stdout).toMatch(/^received before {2}D-/)
  })
})

describe('an operator who asks to stop', () => {
  let silent: Server

  beforeEach(async () => {
    silent = createServer((socket) => socket.on('error', () => undefined))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    await supplier(`partner set retailer --jx-server http://127.0.0.1:${port}/jx`)
  })

  afterEach(() => {
    silent.close()
  })

  test.each(['send retailer a.xml --document-type Ship', 'receive retailer'])(
    'during %s gets a clean end that says what remains',
    async (line) => {
      file('a.xml', '<a/>')
      const connected = new Promise<void>((resolve) =>
        silent.once('connection', () => {
          resolve()
        }),
      )
      const { stderr, status } = await supplier(`${line} --lang en`, {
        onStoppable: (stop) => void connected.then(stop).then(stop),
      })
      expect({ stderr, status }).toMatchObject({ status: 4 })
      expect(stderr.match(/Stopping after/g)).toHaveLength(1)
      expect(stderr).toContain('Warning 20161103: The exchange with retailer was interrupted')
      expect(stderr).toMatch(/Documents still waiting: 1\.|The others are still with the partner/)
    },
  )

  test('during a TLS check gets an end without a verdict, and no fault', async () => {
    const { port } = silent.address() as AddressInfo
    const connected = new Promise<void>((resolve) =>
      silent.once('connection', () => {
        resolve()
      }),
    )
    const { stderr, status } = await supplier(`tls check 127.0.0.1:${port} --lang en`, {
      onStoppable: (stop) => void connected.then(stop),
    })
    expect({ stderr, status }).toEqual({ stderr: 'Stopping…\n', status: 4 })
  })
})

test('no file of a command is left in the folder of the operator', async () => {
  await order('<order/>')
  mkdirSync(join(homes.root, 'in'))
  await supplier('receive retailer --into in')
  expect(readdirSync(join(homes.root, 'in'))).toEqual([expect.stringMatching(/^Order_D-.*\.xml$/)])
})
