import { afterEach, beforeEach, expect, test } from 'vitest'

import { testContext } from '../../test/support/exchange-context.ts'
import { tellHomeOnNetwork } from './home-on-network.ts'

let context: Awaited<ReturnType<typeof testContext>>

beforeEach(async () => {
  context = await testContext({})
})

afterEach(() => context.end())

const open = async (): Promise<unknown[]> =>
  (await context.ledger.faults.search({ open: true })).map(({ name, params }) => [name, params])

test('a home on a network is told of once, until it lies elsewhere', async () => {
  const told = [['home-on-network', { home: '/mnt/home', kind: 'NFS' }]]
  await tellHomeOnNetwork(context, '/mnt/home', 'NFS')
  await tellHomeOnNetwork(context, '/mnt/home', 'NFS')
  expect(await open()).toEqual(told)
  await tellHomeOnNetwork(context, '/mnt/home', undefined)
  expect(await open()).toEqual([])
})
