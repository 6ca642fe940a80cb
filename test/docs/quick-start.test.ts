import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

import { enqueueDocument } from '../../src/domain/exchange/index.ts'
import { systemClock } from '../../src/base/clock.ts'
import { type, words, type Outcome } from '../cli/terminal.ts'
import { streamOf } from '../support/exchange-context.ts'
import { password, startTwoStations, type TwoStations } from '../support/two-stations.ts'
import { commandsInBlocks } from './command-line.ts'
import { repository } from './repository.ts'

let stations: TwoStations | undefined

afterEach(async () => {
  await stations?.close()
})

test('the quick start of the README exchanges documents when it is typed', async () => {
  stations = await startTwoStations({ client: { user: 'maker' } })
  const { root, port, authority, retailer, caller } = stations
  const here = join(root, 'operator')
  mkdirSync(here, { recursive: true })
  const client = await authority.issue({
    commonName: 'maker',
    use: 'client',
    now: systemClock.now(),
  })
  // PEM under that name: the bytes decide, and PFX files have tests of their own.
  writeFileSync(join(here, 'client.pfx'), client.chainPem + client.keyPem)
  writeFileSync(join(here, 'pfx-password.txt'), 'pfx-secret\n', { mode: 0o600 })
  writeFileSync(join(here, 'password.txt'), `${password}\n`, { mode: 0o600 })
  writeFileSync(join(here, 'retailer-ca.pem'), authority.certificatePem)
  writeFileSync(join(here, 'shipment.xml'), '<shipment/>')
  await enqueueDocument(retailer, {
    partner: caller,
    fileName: 'order.xml',
    chunks: streamOf('<order/>'),
    documentType: 'Order',
  })

  const readme = readFileSync(join(repository, 'README.md'), 'utf8')
  const typed = commandsInBlocks(readme).map((line) =>
    line.replace('https://edi.retailer.example/jx', `https://localhost:${port}/jx`),
  )
  expect(typed).toHaveLength(5)
  const outcomes: Outcome[] = []
  for (const line of typed) outcomes.push(await type(words(line), { directory: here }))

  expect(outcomes.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
    Array(5).fill({ status: 0, stderr: '' }),
  )
  const [written] = readdirSync(join(here, 'in'))
  expect(readFileSync(join(here, 'in', written ?? ''), 'utf8')).toBe('<order/>')
  const [arrived] = await retailer.ledger.documents.search({ box: 'inbox' })
  expect(arrived?.documentType).toBe('Shipment Notification')
})
