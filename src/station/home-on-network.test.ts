import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { defined } from '../base/defined.ts'
import { testContext } from '../../test/support/exchange-context.ts'
import { createStationHome } from './create-home.ts'
import { openStation } from './open-station.ts'
import type { Station } from './station.ts'
import { tellHomeOnNetwork } from './home-on-network.ts'

let context: Awaited<ReturnType<typeof testContext>>

beforeEach(async () => {
  context = await testContext({})
})

afterEach(() => context.end())

const open = async (): Promise<unknown[]> =>
  (await context.ledger.faults.search({ open: true })).map(({ name, params }) => [name, params])

describe('a home that two hosts share', () => {
  let home: string
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'hikyaku-shared-'))
    await createStationHome(home)
  })
  afterEach(() => {
    rmSync(home, { recursive: true })
  })

  const openOn = (name: string, hostGone?: string): Promise<Station> => {
    const network = { kindOf: () => 'NFS', host: { name, boot: `boot of ${name}` } }
    return openStation({ home, network, ...defined({ hostGone }) })
  }

  test('is opened by one of them at a time, in as many processes as it likes', async () => {
    const first = await openOn('edi-1')
    await expect(openOn('edi-2')).rejects.toMatchObject({
      fault: 'home-on-other-host',
      params: { host: 'edi-1' },
    })
    const second = await openOn('edi-1')
    await first.close()
    await expect(openOn('edi-2')).rejects.toThrow('edi-1')
    await second.close()
    await (await openOn('edi-2')).close()
    expect(readdirSync(join(home, 'hosts'))).toEqual([])
  })

  test('is opened beside a note that was left when a person says that its host is gone', async () => {
    const first = await openOn('edi-1')
    const note = join(home, 'hosts', 'boot of edi-1')
    const text = readFileSync(note)
    await first.close()
    writeFileSync(note, text)
    await expect(openOn('edi-2')).rejects.toThrow('edi-1')
    await (await openOn('edi-2', 'edi-1')).close()
    await (await openOn('edi-2')).close()
  })
})

test('a home on a network is told of once, until it lies elsewhere', async () => {
  const told = [['home-on-network', { home: '/mnt/home', kind: 'NFS' }]]
  await tellHomeOnNetwork(context, '/mnt/home', 'NFS')
  await tellHomeOnNetwork(context, '/mnt/home', 'NFS')
  expect(await open()).toEqual(told)
  await tellHomeOnNetwork(context, '/mnt/home', undefined)
  expect(await open()).toEqual([])
})
