import { meetChain, type MeetOrder } from './meet-chain.ts'

/**
 * A process of its own for handshakes that may end it: takes its orders as JSON, and writes
 * the number of each that it has lived through.
 */
const orders = JSON.parse(process.argv[2] ?? '[]') as MeetOrder[]
for (const [at, order] of orders.entries()) {
  await meetChain(order)
  process.stdout.write(`${at}\n`)
}
