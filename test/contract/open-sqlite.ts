import { join } from 'node:path'
import { systemClock } from '../../src/base/clock.ts'
import { openSqliteLedger } from '../../src/adapters/store/sqlite/ledger.ts'
import type { OpenForTest } from './ledger-under-test.ts'

/** The key under which the tests' databases are sealed. */
export const stationKey = Buffer.alloc(32, 7)

export const openForTest: OpenForTest = (folder, clock = systemClock) =>
  openSqliteLedger({ path: join(folder, 'hikyaku.db'), stationKey, clock })
