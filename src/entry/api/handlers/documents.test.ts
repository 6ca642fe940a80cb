import { afterEach, beforeEach, expect, test } from 'vitest'

import { retailer, streamOf, testContext } from '../../../../test/support/exchange-context.ts'
import { enqueueDocument, type StationEvent } from '../../../domain/exchange/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import type { ApiContext } from '../context.ts'
import { documentHandlers } from './documents.ts'

let context: Awaited<ReturnType<typeof testContext>>

beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

test('documents are listed also where their slips cannot be indexed, as on a full disk', async () => {
  const { id } = await enqueueDocument(context, {
    partner: retailer,
    fileName: 'a.xml',
    documentType: 'Order',
    chunks: streamOf('<a/>'),
  })
  const noted: StationEvent[] = []
  const put = (): Promise<void> =>
    Promise.reject(new HikyakuError('disk-full', { detail: 'ENOSPC', detailJa: 'ENOSPC' }))
  const station = {
    ...context,
    ledger: { ...context.ledger, slips: { ...context.ledger.slips, put } },
    log: { note: (event: StationEvent) => noted.push(event) },
  }
  const handlers = documentHandlers({ station } as unknown as ApiContext)
  const list = handlers['documents.list'] as unknown as (call: {
    readonly query: { readonly limit: number }
  }) => Promise<{ readonly items: readonly { readonly id: string }[] }>
  expect((await list({ query: { limit: 10 } })).items.map((one) => one.id)).toEqual([id])
  expect(noted).toMatchObject([{ event: 'trouble' }])
})
