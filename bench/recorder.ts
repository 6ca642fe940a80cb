import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { measurePairs, printPairs, type Cost, type CostPair } from './cost.ts'
import { fillMailboxes, makeFolder } from './folder.ts'
import {
  callingStation,
  servingStation,
  twoStations,
  type Direction,
  type Measured,
} from './recorder-roles.ts'
import { startServer } from './servers.ts'

const documentBytes = 100e6
const directions = ['get', 'put'] as const

/** Rounds of one pair of processes: where V8 has settled in one, the next may settle elsewhere. */
const roundsOfPair = 5

/**
 * What recording the handshake costs a whole transfer of 100 MB over TLS, in stations that are
 * processes of their own with homes of their own. First a transfer between two stations that
 * both record or both do not; then each role alone, against a peer that does as little as it
 * can. One JSON line for each direction.
 */
export async function measureRecorder(rounds: number): Promise<void> {
  const folders = {
    on: await makeFolder(1, documentBytes),
    off: await makeFolder(1, documentBytes),
  }
  const callers = { on: await makeFolder(1, 1), off: await makeFolder(1, 1) }
  await compare('both', rounds, (which) =>
    twoStations({
      calling: callers[which],
      serving: folders[which],
      recording: which === 'on',
    }),
  )
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
  for (const folder of [folders, callers].flatMap(({ on, off }) => [on, off])) {
    rmSync(folder, { recursive: true })
  }
}

async function compare(
  role: 'both' | 'client' | 'server',
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
