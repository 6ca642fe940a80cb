import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { systemClock } from '../src/base/clock.ts'
import { enqueueDocument } from '../src/domain/exchange/index.ts'
import type { ClientPartner } from '../src/domain/partners/index.ts'
import { createStationHome, openStation } from '../src/station/index.ts'
import { createAuthority } from '../src/wire/tls/index.ts'
import { supplier } from '../test/support/exchange-context.ts'
import { getResponse } from './messages.ts'

export const password = 'bench-password'

/** Partners of the bench: one for each connection, so that each has a mailbox. */
export function benchPartner(at: number): ClientPartner {
  const partnerId = `45000000000${String(at).padStart(2, '0')}`
  return { ...supplier, name: `supplier-${at}`, partnerId, user: `user-${at}` }
}

const oldMilliseconds = 600_000

/**
 * Removes the folders of earlier runs, but not of the last ten minutes: ext4 searches
 * long for a fresh inode where thousands were just deleted, and would slow the run.
 */
export function removeOldFolders(): void {
  const bench = join(process.cwd(), 'bench')
  for (const name of readdirSync(bench)) {
    const path = join(bench, name)
    const age = systemClock.now().getTime() - statSync(path).mtimeMs
    if (name.startsWith('results-') && age > oldMilliseconds) rmSync(path, { recursive: true })
  }
}

/** A folder with a home, a server certificate, and ready answers for the bare server. */
export async function makeFolder(connections: number, documentBytes: number): Promise<string> {
  // Beside the checkout's own disk: /tmp may be memory, and fsync there costs nothing.
  const folder = mkdtempSync(join(process.cwd(), 'bench', 'results-'))
  const now = systemClock.now()
  const authority = await createAuthority({ commonName: 'Bench CA', now })
  const server = await authority.issue({ commonName: 'localhost', use: 'server', now })
  writeFileSync(join(folder, 'ca.pem'), authority.certificatePem)
  writeFileSync(join(folder, 'server.pem'), server.chainPem + server.keyPem)
  writeFileSync(join(folder, 'get-response.xml'), await getResponse(documentBytes))
  await createStationHome(join(folder, 'home'))
  const station = await openStation({ home: join(folder, 'home') })
  for (let at = 0; at < connections; at += 1) {
    await station.ledger.partners.add(benchPartner(at), { password })
  }
  await station.close()
  return folder
}

/** Fills the mailboxes of all partners. */
export async function fillMailboxes(
  folder: string,
  order: { readonly partners: number; readonly each: number; readonly bytes: number },
): Promise<void> {
  const station = await openStation({ home: join(folder, 'home') })
  const bytes = Buffer.alloc(order.bytes, 'order ')
  for (let at = 0; at < order.partners; at += 1) {
    const partner = benchPartner(at)
    await Promise.all(
      Array.from({ length: order.each }, () =>
        enqueueDocument(station, {
          partner,
          fileName: 'order.xml',
          chunks: async function* () {
            yield await Promise.resolve(bytes)
          },
          documentType: 'Order',
        }),
      ),
    )
  }
  await station.close()
}
