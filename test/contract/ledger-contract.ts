import { afterEach, beforeEach, describe } from 'vitest'
import type { Clock } from '../../src/base/clock.ts'
import type { Ledger } from '../../src/domain/exchange/index.ts'
import { testAccounts, testAudit } from './account-cases.ts'
import type { Bench, BenchOf } from './bench.ts'
import { testCertificates } from './certificate-cases.ts'
import { testClearing } from './clearing-cases.ts'
import { testCommands } from './command-cases.ts'
import { testCommits } from './commit-cases.ts'
import { testDocuments } from './document-cases.ts'
import { testExchanges } from './exchange-cases.ts'
import { testFaults } from './fault-cases.ts'
import { testFlows } from './flow-cases.ts'
import { testHolds } from './hold-cases.ts'
import { testHandshakes } from './handshake-cases.ts'
import { testLeases } from './lease-cases.ts'
import { startLedgerProcess, type LedgerProcess } from './ledger-process.ts'
import type { LedgerUnderTest } from './ledger-under-test.ts'
import { testPartners } from './partner-cases.ts'
import { testMatching } from './matching-cases.ts'
import { testSlips } from './slip-cases.ts'
import { testSearch } from './search-cases.ts'

/** What every implementation of the port `Ledger` must do, on a database of its own for each test. */
export function describeLedger(name: string, build: () => Promise<LedgerUnderTest>): void {
  describe(name, () => {
    let bench: Bench
    let opened: Ledger[]
    let processes: LedgerProcess[]
    let subject: LedgerUnderTest

    beforeEach(async () => {
      subject = await build()
      opened = []
      processes = []
      const open = async (clock?: Clock): Promise<Ledger> => {
        const ledger = await subject.open(clock)
        opened.push(ledger)
        return ledger
      }
      bench = {
        ledger: await open(),
        open,
        process: async () => {
          const started = await startLedgerProcess(subject.opener)
          processes.push(started)
          return started
        },
        bytesAtRest: () => subject.bytesAtRest(),
      }
    })

    afterEach(async () => {
      for (const one of processes) await one.kill()
      for (const ledger of opened) await ledger.close()
      await subject.end()
    })

    const benchOf: BenchOf = () => bench
    describe('documents', () => {
      testDocuments(benchOf)
    })
    describe('commands', () => {
      testCommands(benchOf)
    })
    describe('exchanges', () => {
      testExchanges(benchOf)
    })
    describe('faults', () => {
      testFaults(benchOf)
    })
    describe('partners', () => {
      testPartners(benchOf)
    })
    describe('certificates', () => {
      testCertificates(benchOf)
    })
    describe('accounts', () => {
      testAccounts(benchOf)
    })
    describe('audit', () => {
      testAudit(benchOf)
    })
    describe('commit', () => {
      testCommits(benchOf)
    })
    describe('handshakes', () => {
      testHandshakes(benchOf)
    })
    describe('lists', () => {
      testSearch(benchOf)
    })
    describe('by itself', () => {
      testFlows(benchOf)
    })
    describe('holds', () => {
      testHolds(benchOf)
    })
    describe('slips', () => {
      testSlips(benchOf)
      testMatching(benchOf)
    })
    describe('clearing', () => {
      testClearing(benchOf)
    })
    describe('leases', () => {
      testLeases(benchOf)
    })
  })
}
