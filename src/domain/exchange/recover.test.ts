import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  retailer,
  streamOf,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { openSqliteLedger, presenceIn } from '../../adapters/store/index.ts'
import { enqueueDocument } from './enqueue-document.ts'
import { nothingFound, recover } from './recover.ts'
import { largeText } from '../../../test/support/payload-place.ts'

let context: TestContext
beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

/** Above the largest number that the kernel gives to a process. */
const gone = 4_194_305

function leaveBehind(folder: string, name: string, text = ''): void {
  mkdirSync(join(context.home, folder), { recursive: true })
  writeFileSync(join(context.home, folder, name), text)
}

/** Another process, which began an exchange; it ends without a word. */
async function begin(id: string): Promise<{ gone(): Promise<void> }> {
  const presence = presenceIn(join(context.home, 'processes'))
  const ledger = await openSqliteLedger({
    path: join(context.home, 'hikyaku.db'),
    stationKey: context.stationKey,
    clock: context.clock,
    presence,
  })
  const exchange = { id, partner: 'retailer', kind: 'receive', documents: 3 } as const
  await ledger.exchanges.begin({ ...exchange, startedAt: context.clock.now() })
  return {
    gone: async () => {
      presence.leave('keep')
      await ledger.close()
    },
  }
}

/** A document whose payload lies in lost+found. */
async function aside(text: string): Promise<string> {
  const { id } = await enqueueDocument(context, {
    partner: retailer,
    fileName: 'b.xml',
    documentType: 'Order',
    chunks: streamOf(`${text}${largeText}`),
  })
  const from = join(context.home, 'documents', id.slice(2, 8), id)
  renameSync(from, join(context.home, 'lost+found', id))
  return id
}

const outcomeOf = async (id: string): Promise<string | undefined> =>
  (await context.ledger.exchanges.find(id))?.exchange.outcome

describe('what a crash left', () => {
  test('is nothing after a clean end, and no fault is raised', async () => {
    expect(await recover(context)).toEqual(nothingFound)
    expect(await context.ledger.faults.search({})).toEqual([])
  })

  test('is cleared, listed in one warning, and found once', async () => {
    const kept = await enqueueDocument(context, {
      partner: retailer,
      fileName: 'a.xml',
      documentType: 'Order',
      chunks: streamOf(largeText),
    })
    const day = `documents/${kept.id.slice(2, 8)}`
    const unknown = `D-${kept.id.slice(2, 8)}-000000000000`
    leaveBehind(day, unknown, 'never acknowledged')
    leaveBehind('incoming', `${gone}-0123456789AB.part`)
    await (await begin('X-1')).gone()
    const putBack = await aside('<b/>')
    const report = await recover(context)
    expect(report).toMatchObject({
      interruptedExchanges: 1,
      draftsRemoved: 1,
      payloadsPutAside: [unknown],
      payloadsPutBack: [putBack],
      fault: { name: 'station-crashed' },
    })
    expect(report.fault?.params).toMatchObject({
      detail:
        'exchanges 1, temporary files 1, moved to lost+found 1, put back from lost+found 1, hand-overs settled 0',
    })
    expect(await outcomeOf('X-1')).toBe('interrupted')
    expect(readFileSync(join(context.home, 'lost+found', unknown), 'utf8')).toBe(
      'never acknowledged',
    )
    expect(readdirSync(join(context.home, day)).toSorted()).toEqual([kept.id, putBack].toSorted())
    expect(readdirSync(join(context.home, 'incoming'))).toEqual([])
    expect((await recover(context)).fault).toBeUndefined()
  })

  test('is not what a living process is at', async () => {
    const [first, second] = [await begin('X-1'), await begin('X-2')]
    await second.gone()
    expect(await recover(context)).toMatchObject({ interruptedExchanges: 1 })
    expect(await outcomeOf('X-1')).toBeUndefined()
    expect(await outcomeOf('X-2')).toBe('interrupted')
    await first.gone()
    expect(await recover(context)).toMatchObject({ interruptedExchanges: 1 })
    expect(await outcomeOf('X-1')).toBe('interrupted')
  })

  test('is told to be there still while another process is at work, without a fault', async () => {
    const other = await begin('X-1')
    leaveBehind('documents/260401', 'D-260401-000000000000')
    expect(await recover(context)).toEqual({ ...nothingFound, payloadsLeft: 1 })
    await other.gone()
    expect((await recover(context)).payloadsPutAside).toEqual(['D-260401-000000000000'])
  })
})

describe('a payload that is taken away before it is recorded', () => {
  test('is not recorded, and nobody is told that it is here', async () => {
    const file = {
      partner: retailer,
      fileName: 'a.xml',
      documentType: 'Order',
      chunks: streamOf(largeText),
    }
    const sweeping = {
      ...context,
      steps: {
        reached: (step: string) => {
          if (step !== 'outbox.payload-published') return
          // Whatever swept here: a lock that did not hold, a hand of the operator.
          const [day = ''] = readdirSync(join(context.home, 'documents'))
          const [id = ''] = readdirSync(join(context.home, 'documents', day))
          mkdirSync(join(context.home, 'lost+found'), { recursive: true })
          renameSync(join(context.home, 'documents', day, id), join(context.home, 'lost+found', id))
        },
      },
    }
    await expect(enqueueDocument(sweeping, file)).rejects.toMatchObject({
      fault: 'payload-put-aside',
    })
    expect(await context.ledger.documents.search({})).toEqual([])
    const kept = await enqueueDocument(context, file)
    expect((await context.ledger.documents.search({})).map(({ id }) => id)).toEqual([kept.id])
  })
})
