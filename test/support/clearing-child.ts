import { join } from 'node:path'

import { openPayloads, openSqliteLedger, presenceIn } from '../../src/adapters/store/index.ts'
import { steppingClock } from '../../src/base/clock.ts'
import { clearStation } from '../../src/domain/clearing/index.ts'

/** A process that clears a home and is killed at a step of it. */
const [, , home = '', key = '', now = '', killedAt = ''] = process.argv
const clock = steppingClock(new Date(now))
const presence = presenceIn(join(home, 'processes'))
const stationKey = Buffer.from(key, 'hex')
const path = join(home, 'hikyaku.db')
const ledger = await openSqliteLedger({ path, stationKey, clock, presence })
const payloads = await openPayloads({ home, ledger, presence })
await clearStation(
  { ledger, payloads, clock },
  {
    settings: { payloadDays: 1, recordDays: 31, faultDays: 31 },
    actor: { name: 'hikyaku', via: 'station' },
  },
  {
    reached: (step) => {
      if (step === killedAt) process.kill(process.pid, 'SIGKILL')
    },
  },
)
await payloads.close()
await ledger.close()
