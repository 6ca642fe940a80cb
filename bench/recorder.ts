import { rmSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'

import { makeFolder } from './folder.ts'
import { measureClient } from './recorder-client.ts'
import { measureServer } from './recorder-server.ts'

const documentBytes = 100e6

/**
 * What recording the handshake costs a whole transfer: a station sends and receives a
 * document of 100 MB over TLS, as a client and as a server, with and without it in turn.
 * One JSON line for each direction and role.
 */
export async function measureRecorder(rounds: number): Promise<void> {
  // As bin/hikyaku does; it says why.
  setFlagsFromString('--semi-space-growth-factor=1')
  for (const measure of [measureClient, measureServer]) {
    const folder = await makeFolder(1, documentBytes)
    await measure({ folder, rounds, documentBytes })
    // Some 200 MB for each transfer.
    rmSync(folder, { recursive: true })
  }
}

if (import.meta.main) await measureRecorder(Number(process.argv[2] ?? 15))
