import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeLedger } from '../../../../test/contract/ledger-contract.ts'
import { openForTest } from '../../../../test/contract/open-sqlite.ts'

describeLedger('the ledger on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hikyaku-ledger-'))
  return Promise.resolve({
    open: (clock) => openForTest(folder, clock),
    opener: {
      module: new URL('../../../../test/contract/open-sqlite.ts', import.meta.url).href,
      argument: folder,
    },
    bytesAtRest: () =>
      Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))),
    end: () => {
      rmSync(folder, { recursive: true, force: true })
      return Promise.resolve()
    },
  })
})
