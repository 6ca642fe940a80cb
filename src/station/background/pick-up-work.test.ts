import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { testContext } from '../../../test/support/exchange-context.ts'
import { createDropFolder } from '../../adapters/folders/index.ts'
import { addFlow } from '../../domain/flows/index.ts'
import { pickUpRounds } from './pick-up-work.ts'

test('a folder that is to be looked at each five minutes is not looked at each second', async () => {
  let now = Date.parse('2026-09-24T10:50:00+09:00')
  const clock = { now: () => new Date(now), wait: () => Promise.resolve() }
  const context = { ...(await testContext({ clock })), drops: createDropFolder() }
  const path = join(context.home, 'out')
  mkdirSync(path)
  const actor = { name: 'test', via: 'command' } as const
  await addFlow(context, actor, {
    name: 'shipments',
    partner: 'retailer',
    direction: 'send',
    kind: { formatType: 'SecondGenEDI', documentType: 'Shipment Notification' },
    folder: { kind: 'pick-up', path, lookEverySeconds: 300, when: 'at-once' },
  } as never)
  writeFileSync(join(path, 'a.xml'), '<a/>')
  const seen: number[] = []
  const look = (folder: string) => {
    seen.push(now)
    return createDropFolder().look(folder)
  }
  const rounds = pickUpRounds({ ...context, drops: { ...context.drops, look } }, (error) => {
    throw error
  })
  const begun = now
  for (; now < begun + 301_000; now += 1_000) await rounds.round(AbortSignal.abort())
  expect(seen.map((at) => at - begun)).toEqual([0, 300_000])
  await context.end()
})
