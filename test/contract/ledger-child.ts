import type { Lease } from '../../src/domain/exchange/index.ts'
import type { OpenForTest } from './ledger-under-test.ts'
import type { Answer, Order } from './ledger-process.ts'
import { document, fault } from './samples.ts'

/** A process over the database of a test. Does what it is told, and may be killed at any time. */
const [, , module = '', argument = ''] = process.argv
const { openForTest } = (await import(module)) as { openForTest: OpenForTest }
const ledger = await openForTest(argument)
const leases: Lease[] = []

function say(answer: Answer): void {
  process.send?.(answer)
}

async function lease(name: string): Promise<void> {
  const taken = await ledger.lease(name)
  if ('release' in taken) leases.push(taken)
  say({ kind: 'lease', heldBy: 'heldBy' in taken ? taken.heldBy : null })
}

async function keep(messageId: string, times: number): Promise<void> {
  const copies = Array.from({ length: times }, () => document({ messageId }))
  const known = await Promise.all(copies.map((copy) => ledger.documents.keep(copy)))
  const own = copies.filter((_, at) => known[at] === undefined).map(({ id }) => id)
  say({ kind: 'kept', own, known: known.flatMap((one) => (one === undefined ? [] : [one.id])) })
}

/** Keeps pairs until it is killed, and says which ones are kept. */
async function keepPairs(): Promise<void> {
  for (;;) {
    const one = document()
    await ledger.commit(async (tables) => {
      await tables.documents.keep(one)
      await tables.faults.raise(fault({ documentId: one.id }))
    })
    say({ kind: 'pair', id: one.id })
  }
}

process.on('message', (order: Order) => {
  if (order.kind === 'lease') void lease(order.name)
  else if (order.kind === 'keep') void keep(order.messageId, order.times)
  else void keepPairs()
})
process.on('disconnect', () => process.exit(0))
say({ kind: 'ready' })
