import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { measurePairs, printPairs, type Cost, type CostPair } from './cost.ts'
import { fillMailboxes, makeFolder } from './folder.ts'
import { callingStation, servingStation, type Direction, type Measured } from './recorder-roles.ts'
import { startServer } from './servers.ts'

const documentBytes = 100e6
const directions = ['get', 'put'] as const

/** Rounds of one pair of processes: where V8 has settled in one, the next may settle elsewhere. */
const roundsOfPair = 5

/**
 * What recording the handshake costs a whole transfer. A station that records and one that
 * does not, each a process of its own with a home of its own, receive and send a document of
 * 100 MB over TLS in turn, as clients and as servers. One JSON line for each direction and role.
 */
export async function measureRecorder(rounds: number): Promise<void> {
  const folders = {
    on: await makeFolder(1, documentBytes),
    off: await makeFolder(1, documentBytes),
  }
  const partner = await startServer('partner-server.ts', folders.on)
  const ca = join(folders.on, 'ca.pem')
  await compare('client', rounds, (which) =>
    callingStation(folders[which], { ca, port: partner.port, recording: which === 'on' }),
  )
  await partner.stop()
  for (const folder of [folders.on, folders.off]) {
    await fillMailboxes(folder, { partners: 1, each: 1, bytes: documentBytes })
  }
  await compare('server', rounds, (which) => servingStation(folders[which], which === 'on'))
  // Some 200 MB for each transfer.
  for (const folder of [folders.on, folders.off]) rmSync(folder, { recursive: true })
}

async function compare(
  role: string,
  rounds: number,
  start: (which: 'on' | 'off') => Promise<Measured>,
): Promise<void> {
  const pairs: Record<Direction, CostPair[]> = { get: [], put: [] }
  for (let left = rounds; left > 0; left -= roundsOfPair) {
    const [on, off] = [await start('on'), await start('off')]
    for (const direction of directions) {
      const measure = (recorded: boolean): Promise<Cost> =>
        (recorded ? on : off).transfer(direction, documentBytes)
      pairs[direction].push(...(await measurePairs(Math.min(left, roundsOfPair), measure)))
    }
    await on.stop()
    await off.stop()
  }
  for (const direction of directions) {
    printPairs(`recorder, ${role}, ${direction} 100 MB`, pairs[direction])
  }
}

if (import.meta.main) await measureRecorder(Number(process.argv[2] ?? 15))
