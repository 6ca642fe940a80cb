import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { randomText } from '../../src/base/ids.ts'
import { steppingClock } from '../../src/base/clock.ts'
import type { Channel, ExchangeContext } from '../../src/domain/exchange/index.ts'
import type { ClientPartner, ServerPartner } from '../../src/domain/partners/index.ts'
import { createPacking, messageId } from '../../src/wire/jx/index.ts'
import {
  createHandOverFolder,
  openPayloads,
  openSqliteLedger,
  presenceIn,
} from '../../src/adapters/store/index.ts'

/** A partner whose server we call, as tests use it. */
export const retailer: ServerPartner = {
  kind: 'jx-server',
  name: 'retailer',
  url: 'https://localhost:1/jx',
  ownId: '4500000000011',
  partnerId: '4900000000019',
  from: 'jx.maker.example',
  to: 'edi.retailer.example',
  edition: '2007',
  formatType: 'SecondGenEDI',
  compress: 'none',
  trust: [],
  timeoutSeconds: 30,
  retries: 2,
  retryIntervalSeconds: 60,
  tlsMin: 'TLSv1.2',
  tlsMax: 'TLSv1.3',
}

/** A partner that calls us. */
export const supplier: ClientPartner = {
  kind: 'jx-client',
  name: 'supplier',
  ownId: '4900000000019',
  partnerId: '4500000000011',
  from: 'edi.retailer.example',
  to: 'jx.maker.example',
  edition: '2007',
  formatType: 'SecondGenEDI',
  compress: 'none',
  trust: [],
}

export interface TestContext extends ExchangeContext {
  readonly home: string
  readonly stationKey: Uint8Array
  /** Milliseconds of every wait. */
  readonly waited: readonly number[]
  /** The channel that the next run opens. */
  channel: Channel | undefined
  /** Names of the steps reached. */
  readonly reachedNames: readonly string[]
  end(): Promise<void>
}

/** Real database and payload files in a temporary home; time stands still, the partner is scripted. */
export async function testContext(overrides: Partial<ExchangeContext> = {}): Promise<TestContext> {
  const home = mkdtempSync(join(tmpdir(), 'hikyaku-exchange-'))
  const clock = steppingClock(new Date('2026-04-01T00:30:05Z'))
  const stationKey = randomBytes(32)
  const presence = presenceIn(join(home, 'processes'))
  const ledger = await openSqliteLedger({
    path: join(home, 'hikyaku.db'),
    stationKey,
    clock,
    presence,
  })
  await ledger.partners.add(retailer, {})
  await ledger.partners.add(supplier, {})
  const payloads = await openPayloads({ home, ledger, presence })
  const reachedNames: string[] = []
  const context: TestContext = {
    home,
    stationKey,
    waited: clock.waited,
    channel: undefined,
    ledger,
    payloads,
    handOver: createHandOverFolder({}),
    packing: createPacking({ unpackedBytes: 2 ** 30, ratio: 1000 }),
    openChannel: () => {
      if (context.channel === undefined) return Promise.reject(new Error('no channel is set'))
      return Promise.resolve(context.channel)
    },
    newMessageId: (from) => messageId(clock.now(), randomText, from),
    clock,
    random: randomText,
    reachedNames,
    steps: {
      reached: (step) => {
        reachedNames.push(step)
      },
    },
    end: async () => {
      await payloads.close()
      await ledger.close()
      rmSync(home, { recursive: true, force: true })
    },
    ...overrides,
  }
  return context
}

/** One chunk as a stream. */
export function streamOf(bytes: Uint8Array | string): () => AsyncIterable<Uint8Array> {
  return async function* () {
    await Promise.resolve()
    yield Buffer.from(bytes)
  }
}
