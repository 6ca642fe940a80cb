import { fillMailboxes } from './folder.ts'
import { closeLines, getOne, openLines, putSpeed, type Line } from './load.ts'
import { comparePairs, costOf } from './cost.ts'
import type { RecorderOrder } from './recorder-client.ts'
import { startServer } from './servers.ts'

/** The station as a server, in a process of its own; the load is what calls it. */
export async function measureServer(order: RecorderOrder): Promise<void> {
  const { folder, rounds, documentBytes } = order
  await fillMailboxes(folder, { partners: 1, each: 1, bytes: documentBytes })
  const server = await startServer('two-listeners.ts', folder)
  const compare = (name: string, transfer: (line: Line) => Promise<unknown>): Promise<void> =>
    comparePairs(name, rounds, async (on) => {
      const lines = openLines(on ? server.port : server.otherPort, 1, false)
      const [line] = lines
      const cost = await costOf(
        async () => line !== undefined && transfer(line),
        () => server.cpuMilliseconds(),
      )
      await closeLines(lines)
      return cost
    })
  // Never confirmed: the same document each time.
  await compare('recorder, server, get 100 MB', (line) => getOne(line, documentBytes))
  await compare('recorder, server, put 100 MB', (line) => putSpeed(line, documentBytes))
  await server.stop()
}
